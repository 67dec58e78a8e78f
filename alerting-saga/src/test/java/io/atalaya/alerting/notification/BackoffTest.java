package io.atalaya.alerting.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(90);

    @Test
    void eachTimeItWaitsThreeTimesAsLong() {
        Backoff backoff = new Backoff(FIRST, () -> 0.5);
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(backoff::after))
                .containsExactly(FIRST, Duration.ofSeconds(270), Duration.ofSeconds(810), Duration.ofSeconds(2430));
    }

    @Test
    void fiveAttemptsTakeAnHour() {
        Backoff backoff = new Backoff(FIRST, () -> 0.5);
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(backoff::after).reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void itIsAFifthMoreOrLess() {
        assertThat(new Backoff(FIRST, () -> 0).after(1)).isEqualTo(Duration.ofSeconds(72));
        assertThat(new Backoff(FIRST, () -> 1).after(1)).isEqualTo(Duration.ofSeconds(108));
    }
}
