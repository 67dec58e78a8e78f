package io.atalaya.command.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportTimesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456Z");

    @Test
    void noTimeIsGivenTwiceEvenIfTheClockStandsStill() {
        ReportTimes times = new ReportTimes(Clock.fixed(NOW.plusNanos(789), ZoneOffset.UTC));
        assertThat(times.next()).isEqualTo(NOW);
        assertThat(times.next()).isEqualTo(NOW.plusNanos(1_000));

        List<Instant> given =
                Stream.generate(times::next).parallel().limit(10_000).toList();
        assertThat(given).doesNotHaveDuplicates().doesNotContain(NOW);
    }
}
