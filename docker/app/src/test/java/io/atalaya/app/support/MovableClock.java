package io.atalaya.app.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that goes on by itself, and that a test can put forward. */
public final class MovableClock extends Clock {
    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    public MovableClock(Clock clock) {
        this.clock = clock;
    }

    public synchronized void forward(Duration duration) {
        ahead = ahead.plus(duration);
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        MovableClock moved = new MovableClock(clock.withZone(zone));
        moved.forward(ahead);
        return moved;
    }
}
