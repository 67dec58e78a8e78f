package io.atalaya.command.telemetry.dialect;

import static io.atalaya.command.telemetry.dialect.Said.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdoyTranslatorTest {

    @Test
    void itsReadmesExample() {
        assertThat(understood("""
                {
                  "readings": [
                    {
                      "sensor_type": "temperature",
                      "value": 23.5,
                      "unit": "°C",
                      "timestamp": "2024-01-01T12:00:00Z"
                    }
                  ]
                }""")).isEqualTo(Map.of("temperature", "23.5 °C, 100, 2024-01-01T12:00:00Z"));
    }

    @Test
    void batterySignalAndTheBoardsTemperatureAreReadingsToo() {
        assertThat(understood("""
                {"device_id": "0a7e1a1a-0000-4000-8000-000000000001", "timestamp": "2026-02-28T23:00:00Z",
                 "battery_level": 81, "wifi_signal_strength": -61, "device_temperature": 41.5,
                 "readings": [{"sensor_type": "voltage", "value": 3300, "unit": "mV", "quality": "fair",
                               "battery_level": 80, "location": "bench", "metadata": {"a": 1}}]}"""))
                .isEqualTo(Map.of(
                        "voltage", "3.3 V, 50, 2026-02-28T23:00:00Z",
                        "batteryLevel", "81.0 %, 100, 2026-02-28T23:00:00Z",
                        "rssi", "-61.0 dBm, 100, 2026-02-28T23:00:00Z",
                        "deviceTemperature", "41.5 °C, 100, 2026-02-28T23:00:00Z"));
    }

    @Test
    void twoValuesOfOneMetricWithoutATimeAreTwoReadings() {
        assertThat(understood("""
                {"readings": [{"sensor_type": "t", "value": 1}, {"sensor_type": "t", "value": 2}]}"""))
                .isEqualTo(Map.of("t", "1.0, 100, " + RECEIVED + " and 2.0, 100, 2026-03-01T08:00:00.000001Z"));
        assertThat(understood("""
                {"timestamp": "2026-02-28T23:00:00Z",
                 "readings": [{"sensor_type": "t", "value": 1}, {"sensor_type": "t", "value": 2}]}"""))
                .isEqualTo(Map.of("t", "1.0, 100, 2026-02-28T23:00:00Z and 2.0, 100, 2026-02-28T23:00:00.000001Z"));
    }

    @Test
    void whatMakesNoSenseNamesItsField() {
        assertThat(refused("{\"readings\": [{\"sensor_type\": \"t\", \"value\": 1}, {\"value\": 1}]}"))
                .isEqualTo("INVALID_REQUEST readings[1].sensor_type");
        assertThat(refused("{\"readings\": [{\"sensor_type\": \"t\", \"value\": 1}, null]}"))
                .isEqualTo("INVALID_REQUEST readings[1]");
        assertThat(refused("{\"readings\": [{\"sensor_type\": \"t\", \"value\": 1e308, \"unit\": \"MW\"}]}"))
                .isEqualTo("INVALID_REQUEST readings[0].value");
        assertThat(refused("{\"readings\": [{\"sensor_type\": \"t\", \"value\": 1, \"timestamp\": {}}]}"))
                .isEqualTo("INVALID_REQUEST readings[0].timestamp");
    }

    private static String refused(String json) {
        return Said.refused(() -> understood(json));
    }

    private static Map<String, String> understood(String json) {
        return Said.understood(Said.as(PostedReadings.class, json).translate(Said.times()));
    }
}
