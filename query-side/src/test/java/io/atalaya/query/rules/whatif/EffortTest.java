package io.atalaya.query.rules.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaya.kernel.Rejection;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A trial ends when it has cost what it may. */
class EffortTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration NEXT_TO_NONE = Duration.ofNanos(1);

    @Test
    void soManyReadingsAreReadAndNoMore() {
        Effort effort = new Effort(settings(10, LONG));

        assertThatCode(() -> effort.read(10)).doesNotThrowAnyException();
        assertThat(effort.readings()).isEqualTo(10);
        refused(() -> effort.read(1));
    }

    @Test
    void whatTakesTooLongEnds() {
        refused(() -> new Effort(settings(10_000, NEXT_TO_NONE)).lookAtTheTime());
        refused(() -> new Effort(settings(10_000, NEXT_TO_NONE)).read(1000));
        assertThatCode(() -> new Effort(settings(10_000, LONG)).read(1000)).doesNotThrowAnyException();
    }

    private static void refused(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refused -> assertThat(refused.code()).isEqualTo(Rejection.Code.WHAT_IF_TOO_LARGE));
    }

    private static WhatIfSettings settings(long maxReadings, Duration maxDuration) {
        return new WhatIfSettings(Duration.ofDays(90), maxReadings, maxDuration, 1, 1);
    }
}
