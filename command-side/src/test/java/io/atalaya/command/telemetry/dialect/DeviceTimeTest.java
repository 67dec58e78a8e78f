package io.atalaya.command.telemetry.dialect;

import static io.atalaya.command.telemetry.dialect.Said.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2025-01-16T10:30:00Z, 2025-01-16T10:30:00Z",
        "2025-01-16T10:30:00.123456Z, 2025-01-16T10:30:00.123456Z",
        "2025-01-16T12:30:00+02:00, 2025-01-16T10:30:00Z",
        "2025-01-16T10:30:00, 2025-01-16T10:30:00Z",
        "2025-01-16 10:30:00, 2025-01-16T10:30:00Z",
        "2025-01-16T10:30, 2025-01-16T10:30:00Z"
    })
    void aTextIsIso8601AndUtcUnlessItSaysOtherwise(String text, String instant) {
        assertThat(parse(text)).isEqualTo(instant);
    }

    @Test
    void aNumberIsSecondsOrMillisecondsSince1970() {
        assertThat(parse(1_737_023_400)).isEqualTo("2025-01-16T10:30:00Z");
        assertThat(parse(1_737_023_400_500L)).isEqualTo("2025-01-16T10:30:00.500Z");
        assertThat(parse(1_737_023_400.25)).isEqualTo("2025-01-16T10:30:00.250Z");
    }

    @Test
    void withoutOneItIsWhenTheReportCame() {
        assertThat(parse(null)).isEqualTo(RECEIVED.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2025-13-01T00:00:00Z",
                "2025-01-16",
                "2025-01-16T10:30:00Zzzzzzzzzzzzzzzzzzzzzzzzzzzz"
            })
    void anythingElseIsRefused(String text) {
        assertThat(refused(text)).isEqualTo("INVALID_REQUEST timestamp");
    }

    @Test
    void whatCannotBeATimeIsRefused() {
        for (Object wrong : List.of(true, List.of(), Map.of(), 1e300, Double.NaN, BigInteger.TEN.pow(40))) {
            assertThat(refused(wrong)).as("%s", wrong).isEqualTo("INVALID_REQUEST timestamp");
        }
    }

    private static String refused(Object time) {
        return Said.refused(() -> parse(time));
    }

    private static String parse(@Nullable Object time) {
        return DeviceTime.parse(time, RECEIVED, "timestamp").toString();
    }
}
