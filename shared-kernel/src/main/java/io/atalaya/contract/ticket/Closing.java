package io.atalaya.contract.ticket;

/** Why a ticket was closed. */
public enum Closing {
    /** Somebody said so. */
    BY_HAND,
    /** It was complete for so long that nobody will object any more. */
    UNCONTESTED,
    /** It was complete, and then its alert resolved by itself: the work has helped. */
    ALERT_RESOLVED
}
