package io.atalaya.query.alerts;

/** Whether somebody is looking after the alert. */
public enum AlertHandling {
    UNACKNOWLEDGED,
    ACKNOWLEDGED
}
