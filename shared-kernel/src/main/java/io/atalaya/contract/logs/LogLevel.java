package io.atalaya.contract.logs;

/** How much a line of a device's log matters; least first. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR,
    CRITICAL
}
