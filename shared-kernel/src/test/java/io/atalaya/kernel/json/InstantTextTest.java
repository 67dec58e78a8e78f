package io.atalaya.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    private static final int ROUNDS = 200_000;
    /** The year 0 to the year 10,000, and some beyond. */
    private static final long FROM = -62_200_000_000L;

    private static final long TO = 253_500_000_000L;

    @Test
    void readsAndWritesWhatTheLibraryDoes() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20260301);
        int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
        for (int round = 0; round < ROUNDS; round++) {
            int unit = units[round % units.length];
            int nanos = random.nextInt(1_000_000_000) / unit * unit;
            Instant instant = Instant.ofEpochSecond(random.nextLong(FROM, TO), nanos);
            String text = instant.toString();

            assertThat(InstantText.of(instant)).isEqualTo(text);
            Instant read = InstantText.parse(text);
            if (read != null || text.charAt(4) == '-') {
                assertThat(read).isEqualTo(instant);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T08:60:00Z",
                "2026-06-30T23:59:60Z",
                "2026-03-01T08:00:00",
                "2026-03-01T08:00:00+01:00",
                "2026-03-01T08:00:00.Z",
                "2026-03-01T08:00:00.1234567890Z",
                "2026-03-01T08:00:00,5Z",
                "2026-03-01t08:00:00Z",
                "2026-03-01T08:00Z",
                "+12026-03-01T08:00:00Z",
                "2026-03-01T0x:00:00Z",
                "-026-03-01T08:00:00Z",
                "Z",
                ""
            })
    void whatHasAnotherFormIsLeftToTheLibrary(String text) {
        assertThat(InstantText.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-29T23:59:59Z", "2026-03-01T08:00:00.1Z", "2026-03-01T08:00:00.12345Z"})
    void fractionsMayHaveAnyLength(String text) {
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    }
}
