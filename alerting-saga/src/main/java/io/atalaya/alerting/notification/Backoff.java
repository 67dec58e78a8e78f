package io.atalaya.alerting.notification;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When to try again: three times as long after each failure, a fifth more or less, so that what failed together does not
 * come back together.
 *
 * @param random from 0 to 1
 */
record Backoff(Duration first, DoubleSupplier random) {
    private static final double FACTOR = 3;
    private static final double JITTER = 0.2;

    /** @param attempts so far, 1 or more */
    Duration after(int attempts) {
        double spread = 1 + JITTER * (2 * random.getAsDouble() - 1);
        return Duration.ofMillis(Math.round(first.toMillis() * Math.pow(FACTOR, attempts - 1) * spread));
    }
}
