package io.atalaya.query.audit.chain;

/**
 * What is wrong at a place of a history.
 *
 * @param position of the event in the log
 */
public record Fault(Kind kind, long position) {

    /** The name is what clients see. */
    public enum Kind {
        /** The event is not the one that was chained, or its link is not what follows from it. */
        EVENT_CHANGED,
        /** The event is chained but not in the log. */
        EVENT_MISSING,
        /** The event was not appended by Atalaya, or has been changed since, and its link with it. */
        EVENT_FORGED,
        /** The event is in the log but has no link, though the chain has got beyond it. */
        LINK_MISSING,
        /** The audit trail does not show the event. */
        TRAIL_MISSING,
        /** The audit trail shows something other than the event. */
        TRAIL_CHANGED,
        /** A checkpoint that must be there is not. */
        CHECKPOINT_MISSING,
        /** A checkpoint is not signed by our key, or does not name the chain's link. */
        CHECKPOINT_FORGED,
        /** A checkpoint is for a part of the chain that is gone. */
        CHAIN_SHORTENED
    }
}
