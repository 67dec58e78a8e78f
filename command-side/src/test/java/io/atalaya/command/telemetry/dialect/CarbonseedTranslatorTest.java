package io.atalaya.command.telemetry.dialect;

import static io.atalaya.command.telemetry.dialect.Said.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CarbonseedTranslatorTest {

    @Test
    void itsReadmesExample() {
        CarbonseedReport body = Said.as(CarbonseedReport.class, """
                {
                  "device_id": "ESP32-SF-001",
                  "timestamp": "2025-01-16T10:30:00Z",
                  "temperature": 850.5,
                  "gas_index": 320.0,
                  "vibration_x": 2.1,
                  "vibration_y": 1.8,
                  "vibration_z": 2.3,
                  "humidity": 45.0,
                  "pressure": 1013.2,
                  "power_consumption": 32.5
                }""");
        assertThat(body.device()).isEqualTo("ESP32-SF-001");
        Report report = CarbonseedTranslator.translate(body, RECEIVED);
        assertThat(report.messageId()).isNull();
        assertThat(Said.understood(report))
                .isEqualTo(Map.of(
                        "temperature", "850.5 °C, 100, 2025-01-16T10:30:00Z",
                        "gas_index", "320.0, 100, 2025-01-16T10:30:00Z",
                        "vibration_x", "2.1 g, 100, 2025-01-16T10:30:00Z",
                        "vibration_y", "1.8 g, 100, 2025-01-16T10:30:00Z",
                        "vibration_z", "2.3 g, 100, 2025-01-16T10:30:00Z",
                        "humidity", "45.0 %, 100, 2025-01-16T10:30:00Z",
                        "pressure", "1013.2 hPa, 100, 2025-01-16T10:30:00Z",
                        "power_consumption", "32.5 kW, 100, 2025-01-16T10:30:00Z"));
    }

    @Test
    void whatIsAbsentOrNullIsNoReading() {
        assertThat(Said.understood(CarbonseedTranslator.translate(
                        Said.as(CarbonseedReport.class, "{\"temperature\": 1, \"humidity\": null, \"co2\": 400}"),
                        RECEIVED)))
                .containsOnlyKeys("temperature");
    }

    @Test
    void itsOwnNameOfTheReportIsKept() {
        assertThat(CarbonseedTranslator.translate(
                                Said.as(CarbonseedReport.class, "{\"temperature\": 1, \"message_id\": \"m-1\"}"),
                                RECEIVED)
                        .messageId())
                .isEqualTo("m-1");
    }
}
