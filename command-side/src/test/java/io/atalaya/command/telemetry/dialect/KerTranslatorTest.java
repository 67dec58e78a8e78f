package io.atalaya.command.telemetry.dialect;

import static io.atalaya.command.telemetry.dialect.Said.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Its README shows no body; it says that meters send voltage, current and power in kW, and sensors temperature and humidity. */
class KerTranslatorTest {

    @Test
    void aMeterSendsVoltageCurrentAndPowerInData() {
        assertThat(understood("""
                {"device_id": "POW-1", "timestamp": "2026-02-28T23:00:00Z",
                 "data": {"voltage": 229.8, "current": 4.3, "power": 0.98, "energy": 1.5}}"""))
                .isEqualTo(Map.of(
                        "voltage", "229.8 V, 100, 2026-02-28T23:00:00Z",
                        "current", "4.3 A, 100, 2026-02-28T23:00:00Z",
                        "power", "0.98 kW, 100, 2026-02-28T23:00:00Z",
                        "energy", "1.5 kW, 100, 2026-02-28T23:00:00Z"));
    }

    @Test
    void aSensorMayPutItsValuesBesideItsName() {
        assertThat(understood("""
                {"device_id": 17, "temperature": 4, "humidity": 71.5, "battery": 90, "linkquality": 120}"""))
                .isEqualTo(Map.of(
                        "temperature", "4.0 °C, 100, " + RECEIVED,
                        "humidity", "71.5 %, 100, " + RECEIVED,
                        "batteryLevel", "90.0 %, 100, " + RECEIVED));
    }

    @Test
    void aDeviceIsNamedByATextOrAWholeNumber() {
        assertThat(Said.as(KerReport.class, "{\"device_id\": \"SNZB-02D\"}").serialNumber())
                .isEqualTo("SNZB-02D");
        assertThat(Said.as(KerReport.class, "{\"device_id\": 17}").serialNumber())
                .isEqualTo("17");
        assertThat(Said.as(KerReport.class, "{}").serialNumber()).isNull();
        assertThat(Said.refused(
                        () -> Said.as(KerReport.class, "{\"device_id\": [1]}").serialNumber()))
                .isEqualTo("INVALID_REQUEST device_id");
    }

    @Test
    void aReportWithoutAReadingIsRefused() {
        assertThat(Said.refused(() -> understood("{\"device_id\": \"x\", \"data\": {}}")))
                .isEqualTo("INVALID_REQUEST null");
    }

    private static Map<String, String> understood(String json) {
        return Said.understood(KerTranslator.translate(Said.as(KerReport.class, json), RECEIVED));
    }
}
