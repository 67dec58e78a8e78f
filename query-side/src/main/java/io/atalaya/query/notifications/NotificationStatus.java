package io.atalaya.query.notifications;

/** What has become of a notification. */
public enum NotificationStatus {
    /** It is being sent, or will be, or will be again. */
    PENDING,
    SENT,
    /** Nothing of its own is sent; the reason says why. */
    SUPPRESSED,
    /** All attempts have failed. */
    DEAD_LETTER
}
