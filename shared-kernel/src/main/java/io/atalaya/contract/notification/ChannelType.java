package io.atalaya.contract.notification;

/** How a channel reaches people and systems. */
public enum ChannelType {
    EMAIL,
    WEBHOOK,
    MQTT
}
