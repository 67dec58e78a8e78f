package io.atalaya.contract.alert;

/**
 * Whether and why nobody is told of an alert although it is open (after ISA-18.2). If there are several reasons, the
 * last of these counts.
 */
public enum Suppression {
    NONE,
    /** The gateway that its device reports through is offline. */
    INHIBITED,
    /** Its device is being worked on, as planned. */
    MAINTENANCE,
    /** Somebody has put this very alert aside for a while. */
    SHELVED
}
