package io.atalaya.alerting.presence;

import java.time.Duration;
import java.time.Instant;

/** A time without a break in which Atalaya could hear devices. Silence outside it is not theirs. */
record Listening(Instant since, Instant until) {
    static final Listening NEVER = new Listening(Instant.EPOCH, Instant.EPOCH);

    /** Whether a device that was last seen then was listened to for so long afterwards, all before it was heard again. */
    boolean heardNothingFor(Duration silence, Instant lastSeenAt, Instant heardAgainAt) {
        Instant enough = (lastSeenAt.isAfter(since) ? lastSeenAt : since).plus(silence);
        return !enough.isAfter(until) && enough.isBefore(heardAgainAt);
    }
}
