package io.atalaya.command.telemetry.dialect;

import static io.atalaya.command.telemetry.dialect.Said.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalTranslatorTest {

    @Test
    void readingsAreStoredAsTheyAreSent() {
        assertThat(understood("""
                {"messageId": "m-1",
                 "readings": [{"metric": "temperature", "value": 68, "unit": "F", "quality": 90,
                               "measuredAt": "2026-02-28T23:00:00Z"},
                              {"metric": "door", "value": true}]}"""))
                .isEqualTo(Map.of("temperature", "68.0 F, 90, 2026-02-28T23:00:00Z", "door", "1.0, 100, " + RECEIVED));
    }

    @Test
    void twoValuesOfOneMetricWithoutATimeAreTwoReadings() {
        assertThat(understood("{\"readings\": [{\"metric\": \"t\", \"value\": 1}, {\"metric\": \"t\", \"value\": 2}]}"))
                .isEqualTo(Map.of("t", "1.0, 100, " + RECEIVED + " and 2.0, 100, 2026-03-01T08:00:00.000001Z"));
    }

    @Test
    void anUnknownFieldIsRefused() {
        assertThat(refused("{\"colour\": 1}")).isEqualTo("INVALID_REQUEST colour");
        assertThat(refused("{\"battery_level\": 1, \"readings\": [{\"metric\": \"t\", \"value\": 1}]}"))
                .isEqualTo("INVALID_REQUEST battery_level");
        assertThat(refused("{\"readings\": [{\"metric\": \"t\", \"value\": 1, \"colour\": null}]}"))
                .isEqualTo("INVALID_REQUEST readings[0].colour");
        assertThat(refused("{\"readings\": [{\"metric\": \"t\", \"value\": 1, \"quality\": \"good\"}]}"))
                .isEqualTo("INVALID_REQUEST readings[0].quality");
    }

    @Test
    void aReportHoldsAReading() {
        assertThat(refused("{}")).isEqualTo("INVALID_REQUEST readings");
        assertThat(refused("{\"readings\": []}")).isEqualTo("INVALID_REQUEST readings");
        assertThat(refused("{\"readings\": [null]}")).isEqualTo("INVALID_REQUEST readings[0]");
    }

    private static String refused(String json) {
        return Said.refused(() -> understood(json));
    }

    private static Map<String, String> understood(String json) {
        return Said.understood(Said.as(PostedReadings.class, json).translate(Said.times()));
    }
}
