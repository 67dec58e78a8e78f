package io.atalaya.command.telemetry;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/**
 * The time of readings whose device names none: the server's clock, but no microsecond twice. A reading is known by its
 * device, metric and time, so two that were given the same time would count as one.
 */
@Component
public class ReportTimes {
    private final Clock clock;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    ReportTimes(Clock clock) {
        this.clock = clock;
    }

    /** Later than any time that it has given before. */
    public Instant next() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return last.updateAndGet(previous -> now.isAfter(previous) ? now : previous.plus(1, ChronoUnit.MICROS));
    }
}
