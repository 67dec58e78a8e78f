package io.atalaya.alerting.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known about Atalaya's own hearing.
 *
 * @param heardUntil all reports that were in the telemetry log by then are known to {@link PresenceTable}
 * @param markAt when the log's head was last looked at
 * @param markPosition where it was; once that is reached, all that was in the log at {@code markAt} is known
 */
record Watch(Listening listening, Instant heardUntil, Instant markAt, long markPosition) {

    /**
     * A look at the clock and the log.
     *
     * @param longestBreak after a longer time without a look, nobody was there to listen
     * @param reached whether presence has followed the log to {@code markPosition}
     * @param head of the log, read after {@code now}
     */
    Watch look(Instant now, Duration longestBreak, boolean reached, long head) {
        boolean wasAway = listening.until().plus(longestBreak).isBefore(now);
        Instant until = now.isAfter(listening.until()) ? now : listening.until();
        Listening present = new Listening(wasAway ? now : listening.since(), until);
        return reached ? new Watch(present, markAt, now, head) : new Watch(present, heardUntil, markAt, markPosition);
    }

    /** @return up to when a device must have been seen last to have been silent for so long; empty if none can have been */
    Optional<Instant> silentSince(Duration silence) {
        Instant since = heardUntil.minus(silence);
        return listening.since().isAfter(since) ? Optional.empty() : Optional.of(since);
    }
}
