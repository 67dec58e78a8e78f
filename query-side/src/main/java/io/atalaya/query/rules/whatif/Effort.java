package io.atalaya.query.rules.whatif;

import io.atalaya.kernel.Rejection;
import java.time.Duration;

/** How much a trial has cost, which is bounded. */
final class Effort {
    private static final int READINGS_PER_LOOK_AT_THE_TIME = 1000;

    private final long maxReadings;
    private final Duration maxDuration;
    private final long begin = System.nanoTime();
    private long readings;
    private long sinceLastLook;

    Effort(WhatIfSettings settings) {
        this.maxReadings = settings.maxReadings();
        this.maxDuration = settings.maxDuration();
    }

    /** @throws Rejection if it is too much */
    void read(int more) {
        readings += more;
        if (readings > maxReadings) {
            throw tooMuch("more than " + maxReadings + " readings");
        }
        sinceLastLook += more;
        if (sinceLastLook >= READINGS_PER_LOOK_AT_THE_TIME) {
            lookAtTheTime();
        }
    }

    /** @throws Rejection if it takes too long */
    void lookAtTheTime() {
        sinceLastLook = 0;
        if (System.nanoTime() - begin > maxDuration.toNanos()) {
            throw tooLong();
        }
    }

    Rejection tooLong() {
        return tooMuch("longer than " + maxDuration.toMillis() + " ms");
    }

    private static Rejection tooMuch(String what) {
        return Rejection.of(
                Rejection.Code.WHAT_IF_TOO_LARGE,
                "This would take " + what + ": choose a shorter time between from and to, or a deviceId");
    }

    long readings() {
        return readings;
    }
}
