package io.atalaya.contract.servicelevel;

/** What a ticket's time runs towards: one of these at a time. */
public enum ServiceGoal {
    /** Somebody has it (time to own, TTO). */
    OWN,
    /** The work is done (time to repair, TTR). */
    REPAIR
}
