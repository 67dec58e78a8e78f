package io.atalaya.command.mqtt;

import java.util.concurrent.ExecutorService;

/** What all connections share. */
record MqttServices(
        MqttSettings settings,
        Gate gate,
        PublishedReports reports,
        MqttConnections connections,
        MqttMeters meters,
        HeldPayloads held,
        ExecutorService virtualThreads) {}
