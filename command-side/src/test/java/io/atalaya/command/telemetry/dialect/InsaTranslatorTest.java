package io.atalaya.command.telemetry.dialect;

import static io.atalaya.command.telemetry.dialect.Said.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InsaTranslatorTest {

    @Test
    void itsReadmesExample() {
        InsaReport body = Said.as(InsaReport.class, """
                {
                  "device_id": "DEVICE_UUID",
                  "timestamp": "2025-10-27T16:30:00Z",
                  "telemetry": {
                    "temperature": {"value": 25.5, "unit": "C", "quality": 100},
                    "humidity": {"value": 65, "unit": "%"},
                    "pressure": {"value": 1013, "unit": "hPa"}
                  }
                }""");
        assertThat(body.device()).isEqualTo("DEVICE_UUID");
        assertThat(Said.understood(InsaTranslator.translate(body, RECEIVED)))
                .isEqualTo(Map.of(
                        "temperature", "25.5 °C, 100, 2025-10-27T16:30:00Z",
                        "humidity", "65.0 %, 100, 2025-10-27T16:30:00Z",
                        "pressure", "1013.0 hPa, 100, 2025-10-27T16:30:00Z"));
    }

    @Test
    void aPointMayBeJustItsValue() {
        assertThat(understood("{\"data\": {\"flow\": 3, \"level\": 2.5, \"valve\": true, \"torn\": null}}"))
                .isEqualTo(Map.of(
                        "flow", "3.0, 100, " + RECEIVED,
                        "level", "2.5, 100, " + RECEIVED,
                        "valve", "1.0, 100, " + RECEIVED));
    }

    @Test
    void aReportWithoutAPointIsRefused() {
        assertThat(Said.refused(() -> understood("{}"))).isEqualTo("INVALID_REQUEST telemetry");
        assertThat(Said.refused(() -> understood("{\"telemetry\": {\"t\": {\"value\": null}}}")))
                .isEqualTo("INVALID_REQUEST telemetry");
    }

    private static Map<String, String> understood(String json) {
        return Said.understood(InsaTranslator.translate(Said.as(InsaReport.class, json), RECEIVED));
    }
}
