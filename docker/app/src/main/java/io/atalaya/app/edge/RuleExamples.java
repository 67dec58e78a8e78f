package io.atalaya.app.edge;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Shows in the OpenAPI document both forms of a rule. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RuleExamples implements OpenApiCustomizer {
    private static final String ONE_CONDITION = """
            {"name": "Too warm", "type": "HIGH_TEMP", "metric": "temperature", "comparison": "GT", "threshold": 8,
             "hysteresis": 0.5, "holdFor": "PT10M", "clearAfter": "PT5M", "severity": "CRITICAL"}""";
    private static final String SEVERAL_CONDITIONS = """
            {"name": "Warm and open", "type": "COLD_ESCAPES", "join": "ALL", "holdFor": "PT10M", "severity": "WARNING",
             "conditions": [{"metric": "temperature", "comparison": "GT", "threshold": 6, "hysteresis": 0.5},
                            {"metric": "doorStatus", "comparison": "EQ", "threshold": 1}]}""";

    private final JsonMapper json;

    RuleExamples(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customise(OpenAPI document) {
        show(path(document, "/api/v1/rules").getPost());
        show(path(document, "/api/v1/rules/{ruleId}").getPut());
        showTrial(path(document, "/api/v1/rules/{ruleId}/what-if").getPost());
        showTrial(path(document, "/api/v1/rules/what-if").getPost());
    }

    private static PathItem path(OpenAPI document, String path) {
        return Objects.requireNonNull(document.getPaths().get(path));
    }

    private void show(Operation operation) {
        operation.getRequestBody().getContent().values().forEach(body -> {
            body.addExamples("one condition", example(ONE_CONDITION));
            body.addExamples("several conditions", example(SEVERAL_CONDITIONS));
        });
    }

    private void showTrial(Operation operation) {
        operation
                .getRequestBody()
                .getContent()
                .values()
                .forEach(body -> body.addExamples("the last 7 days", example("{\"draft\": " + ONE_CONDITION + "}")));
    }

    private Example example(String text) {
        return new Example().value(json.readValue(text, Map.class));
    }
}
