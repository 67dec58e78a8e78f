package io.atalaya.contract.notification;

import java.util.Locale;

/** What people are told about. The names are what channels are filtered by; they are never changed. */
public enum Occasion {
    ALERT_PAGED,
    ALERT_ESCALATED,
    ALERT_ACKNOWLEDGED,
    /** By somebody, or by itself. */
    ALERT_RESOLVED,
    TICKET_OPENED,
    TICKET_ASSIGNED,
    TICKET_ESCALATED,
    TICKET_SLA_WARNED,
    TICKET_SLA_BREACHED,
    TICKET_COMPLETED,
    TICKET_CLOSED,
    TICKET_CANCELLED,
    /** Somebody wants to see whether the channel works. No filter keeps it back. */
    TEST,
    /** Several of the others in one message. */
    DIGEST;

    /** Whether channels choose it. */
    public boolean isFiltered() {
        return this != TEST && this != DIGEST;
    }

    /** As machines read it, such as {@code alert.paged}: what happened, after the kind of thing that it happened to. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
    }
}
