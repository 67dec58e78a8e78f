package io.atalaya.app.edge;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Shows in the OpenAPI document what devices send, in each dialect. The seeds' own examples, where they show one. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class TelemetryExamples implements OpenApiCustomizer {
    private static final String TAG = "dialects";

    private static final Map<String, String> KER = Map.of("KER", """
            {"device_id": "POW-ORIGIN-7", "timestamp": "2026-01-16T10:30:00Z",
             "data": {"voltage": 229.8, "current": 4.3, "power": 0.98}}""");

    private static final Map<String, String> CARBONSEED = Map.of("Carbonseed", """
            {"device_id": "ESP32-SF-001", "timestamp": "2025-01-16T10:30:00Z", "temperature": 850.5,
             "gas_index": 320.0, "vibration_x": 2.1, "vibration_y": 1.8, "vibration_z": 2.3, "humidity": 45.0,
             "pressure": 1013.2, "power_consumption": 32.5}""");

    private static final Map<String, String> INSA = Map.of("INSA", """
            {"device_id": "0a7e1a1a-0000-4000-8000-000000000001", "timestamp": "2025-10-27T16:30:00Z",
             "telemetry": {"temperature": {"value": 25.5, "unit": "C", "quality": 100},
                           "humidity": {"value": 65, "unit": "%"},
                           "pressure": {"value": 1013, "unit": "hPa"}}}""");

    private static final Map<String, String> COLD_CELL = Map.of("cold cell", """
            {"temperature": -18.4, "humidity": 45, "powerStatus": true, "doorStatus": false, "batteryLevel": 87}""");

    private static final Map<String, String> READINGS = twoOf("canonical", """
            {"messageId": "report-1",
             "readings": [{"metric": "temperature", "value": -18.4, "unit": "°C", "quality": 100,
                           "measuredAt": "2026-01-16T10:30:00Z"}]}""", "VerdoyLab", """
            {"readings": [{"sensor_type": "temperature", "value": 23.5, "unit": "°C",
                           "timestamp": "2024-01-01T12:00:00Z"}]}""");

    private static final Map<String, String> HEARTBEAT = Map.of("heartbeat", """
            {"firmwareVersion": "1.4.2", "batteryLevel": 87, "rssi": -61, "uptimeSeconds": 86400}""");

    private static final Map<String, String> STATUS = Map.of("status", """
            {"status": "MAINTENANCE", "message": "Defrosting", "metrics": {"fanSpeed": 0}}""");

    private static final Map<String, String> LOGS = Map.of("logs", """
            {"messageId": "upload-1",
             "lines": [{"level": "WARNING", "message": "Probe 2 does not answer", "at": "2026-01-16T10:30:00Z"}]}""");

    private static final Map<String, Map<String, String>> DIALECTS = Map.of(
            "/iot/telemetry", KER,
            "/ingest", CARBONSEED,
            "/api/v1/telemetry", INSA,
            "/api/readings/devices/{serialNumber}/readings", COLD_CELL);

    private static final Map<String, Map<String, String>> OWN = Map.of(
            "/api/v1/devices/{deviceId}/readings", READINGS,
            "/api/v1/devices/{deviceId}/heartbeat", HEARTBEAT,
            "/api/v1/devices/{deviceId}/status", STATUS,
            "/api/v1/devices/{deviceId}/logs", LOGS);

    private final JsonMapper json;

    TelemetryExamples(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customise(OpenAPI document) {
        OWN.forEach((path, examples) -> show(post(document, path), examples));
        DIALECTS.forEach((path, examples) -> {
            Operation operation = post(document, path);
            operation.setTags(List.of(TAG));
            show(operation, examples);
        });
    }

    private static Operation post(OpenAPI document, String path) {
        return Objects.requireNonNull(document.getPaths().get(path), path).getPost();
    }

    private void show(Operation operation, Map<String, String> examples) {
        MediaType body =
                operation.getRequestBody().getContent().values().iterator().next();
        examples.forEach((name, text) -> body.addExamples(name, new Example().value(json.readValue(text, Map.class))));
    }

    private static Map<String, String> twoOf(String name, String text, String otherName, String otherText) {
        Map<String, String> examples = new LinkedHashMap<>();
        examples.put(name, text);
        examples.put(otherName, otherText);
        return examples;
    }
}
