package io.atalaya.command.telemetry.dialect;

import static io.atalaya.command.telemetry.dialect.Said.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.device.ReportedStatus;
import io.atalaya.contract.device.SelfDescription;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelfReportTranslatorTest {

    @Test
    void numbersAreReadings() {
        assertThat(understood("""
                {"batteryLevel": 87, "rssi": -61, "uptimeSeconds": 3600, "temperature": 41, "memoryUsage": 55,
                 "cpuUsage": 3, "metrics": {"fan": true, "none": null}, "anythingElse": {}}"""))
                .isEqualTo(Map.of(
                        "batteryLevel", "87.0 %, 100, " + RECEIVED,
                        "rssi", "-61.0 dBm, 100, " + RECEIVED,
                        "uptime", "3600.0 s, 100, " + RECEIVED,
                        "deviceTemperature", "41.0 °C, 100, " + RECEIVED,
                        "memoryUsage", "55.0 %, 100, " + RECEIVED,
                        "cpuUsage", "3.0 %, 100, " + RECEIVED,
                        "fan", "1.0, 100, " + RECEIVED));
    }

    @Test
    void verdoyLabsSpellingIsUnderstood() {
        assertThat(understood("{\"status\": \"online\", \"battery_level\": 87, \"wifi_signal_strength\": -61,"
                        + " \"uptime\": 5, \"memory_usage\": 1, \"cpu_usage\": 2}"))
                .containsOnlyKeys("batteryLevel", "rssi", "uptime", "memoryUsage", "cpuUsage");
    }

    @Test
    void withoutNumbersThereIsNoReading() {
        assertThat(understood("{}")).isEmpty();
        assertThat(SelfReportTranslator.description(SelfReport.SILENT)).isEqualTo(SelfDescription.NOTHING);
    }

    @Test
    void itSaysHowItIs() {
        assertThat(SelfReportTranslator.description(Said.as(
                        SelfReport.class,
                        "{\"status\": \"maintenance\", \"message\": \"Defrosting\", \"firmware_version\": \"1.4\"}")))
                .isEqualTo(new SelfDescription(ReportedStatus.MAINTENANCE, "Defrosting", "1.4"));
        assertThat(Said.refused(
                        () -> SelfReportTranslator.description(Said.as(SelfReport.class, "{\"status\": \"bored\"}"))))
                .isEqualTo("INVALID_REQUEST status");
    }

    private static Map<String, String> understood(String json) {
        return Said.understood(SelfReportTranslator.translate(Said.as(SelfReport.class, json), RECEIVED));
    }
}
