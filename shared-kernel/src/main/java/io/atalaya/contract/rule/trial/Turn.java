package io.atalaya.contract.rule.trial;

import java.time.Instant;
import java.util.List;

/** What would have become of an alert. Turns begin with {@link Raised}, as they do again after {@link Resolved}. */
public sealed interface Turn {
    /** When the reading was measured that led to it. */
    Instant at();

    /** @param breaches of the conditions that hold, in the rule's order */
    record Raised(Instant at, String message, List<Breach> breaches) implements Turn {
        public Raised {
            breaches = List.copyOf(breaches);
        }
    }

    /**
     * Breached still, or again.
     *
     * @param occurrences how often, 1 or more
     */
    record Retriggered(Instant at, int occurrences) implements Turn {}

    /** Normal again, but not for long enough, or not calm. */
    record Cleared(Instant at) implements Turn {}

    record Resolved(Instant at) implements Turn {}
}
