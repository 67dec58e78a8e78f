package io.atalaya.app.architecture.samples.house.query;

import io.atalaya.app.architecture.samples.house.alerting.AlertingMeddler;
import io.atalaya.app.architecture.samples.house.app.AppMeddler;
import io.atalaya.app.architecture.samples.house.command.CommandMeddler;

/** Knows whom the query side must not know. */
public record QueryMeddler(CommandMeddler command, AlertingMeddler alerting, AppMeddler app) {}
