package io.atalaya.app.architecture.samples;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.Supplier;

/** Takes the time from everywhere but a clock that it was given. */
@SuppressWarnings("JavaUtilDate")
public final class ReadsTheClock {
    final Supplier<Instant> byReference = Instant::now;

    Instant instant() {
        return Instant.now();
    }

    LocalDateTime local() {
        return LocalDateTime.now(ZoneOffset.UTC);
    }

    long millis() {
        return System.currentTimeMillis();
    }

    Object date() {
        return new Date();
    }
}
