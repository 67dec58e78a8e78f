package io.atalaya.query.alerts;

/** The three axes of an alert in one word, for lists and for clients of the older systems. */
public enum AlertStatus {
    ACTIVE,
    ACKNOWLEDGED,
    RESOLVED
}
