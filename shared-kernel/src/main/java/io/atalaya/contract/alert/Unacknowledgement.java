package io.atalaya.contract.alert;

/** Why nobody is looking after an alert any more. */
public enum Unacknowledgement {
    BY_HAND,
    /** It took too long. */
    LAPSED,
    /** The alert is the next level's now. */
    ESCALATED
}
