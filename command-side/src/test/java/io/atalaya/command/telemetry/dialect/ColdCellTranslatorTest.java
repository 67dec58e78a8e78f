package io.atalaya.command.telemetry.dialect;

import static io.atalaya.command.telemetry.dialect.Said.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColdCellTranslatorTest {

    @Test
    void itsReadmesExample() {
        assertThat(Said.understood(ColdCellTranslator.translate(Said.as(ColdCellReport.class, """
                                {
                                  "temperature": -18.4,
                                  "humidity": 45,
                                  "powerStatus": true,
                                  "doorStatus": false,
                                  "batteryLevel": 87
                                }"""), RECEIVED)))
                .isEqualTo(Map.of(
                        "temperature", "-18.4 °C, 100, " + RECEIVED,
                        "humidity", "45.0 %, 100, " + RECEIVED,
                        "powerStatus", "1.0, 100, " + RECEIVED,
                        "doorStatus", "0.0, 100, " + RECEIVED,
                        "batteryLevel", "87.0 %, 100, " + RECEIVED));
    }

    @Test
    void aBoardWithoutSomeSensorsSendsNull() {
        assertThat(Said.understood(ColdCellTranslator.translate(
                        Said.as(ColdCellReport.class, "{\"temperature\": 3, \"batteryLevel\": null}"), RECEIVED)))
                .containsOnlyKeys("temperature");
    }
}
