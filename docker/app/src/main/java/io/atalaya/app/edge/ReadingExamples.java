package io.atalaya.app.edge;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Shows in the OpenAPI document what is asked of readings, and what is answered. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ReadingExamples implements OpenApiCustomizer {
    private static final String DEVICE = "0a7e1a1a-0000-4000-8000-000000000001";

    private static final String SERIES = """
            {"deviceId": "%s", "metric": "temperature", "unit": "°C", "range": "24h",
             "from": "2026-01-15T10:30:00Z", "step": "PT5M",
             "items": [{"start": "2026-01-16T10:25:00Z", "min": -18.6, "max": -18.2, "avg": -18.4, "count": 30}]}""".formatted(DEVICE);

    private static final String STATS = """
            {"deviceId": "%s", "from": "2026-01-15T10:30:00Z", "to": "2026-01-16T10:30:00Z",
             "items": [{"metric": "temperature", "unit": "°C", "count": 8640, "min": -19.1, "max": -16.8, "avg": -18.4,
                        "firstMeasuredAt": "2026-01-15T10:30:02Z", "lastMeasuredAt": "2026-01-16T10:29:52Z"}]}""".formatted(DEVICE);

    private static final String TENANT = """
            {"name": "Casa Lola", "retentionDays": 400}""";

    private final JsonMapper json;

    ReadingExamples(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customise(OpenAPI document) {
        Operation series = Objects.requireNonNull(document.getPaths().get("/api/v1/series"))
                .getGet();
        Schema<String> range = new Schema<>();
        range.type("string").setEnum(List.of("24h", "7d", "30d"));
        range.setDefault("24h");
        parameter(series, "range").setSchema(range);
        parameter(series, "metric").setExample("temperature");
        answer(series, SERIES);
        Operation stats = Objects.requireNonNull(document.getPaths().get("/api/v1/devices/{deviceId}/readings/stats"))
                .getGet();
        parameter(stats, "from").setExample("2026-01-15T10:30:00Z");
        parameter(stats, "metric").setExample(List.of("temperature"));
        answer(stats, STATS);
        Objects.requireNonNull(document.getPaths().get("/api/v1/tenants/{tenantId}"))
                .getPut()
                .getRequestBody()
                .getContent()
                .values()
                .forEach(body -> body.setExample(json.readValue(TENANT, Map.class)));
    }

    private static Parameter parameter(Operation operation, String name) {
        return operation.getParameters().stream()
                .filter(parameter -> parameter.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void answer(Operation operation, String text) {
        Objects.requireNonNull(operation.getResponses().get("200"))
                .getContent()
                .values()
                .forEach(content -> content.setExample(json.readValue(text, Map.class)));
    }
}
