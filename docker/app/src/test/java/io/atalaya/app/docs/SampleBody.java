package io.atalaya.app.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The documented example of a request body, or else one that fits its schema, so that a refusal is about who asks and not about what. */
final class SampleBody {
    private static final String TEXT = "TEST1234";
    private static final String SOME_ID = "0a7e1a1a-0000-4000-8000-000000000001";

    private final JsonNode root;

    SampleBody(JsonNode root) {
        this.root = root;
    }

    /** @return {@code null} if the operation takes no body */
    @Nullable
    Object of(OpenApiDocument.Operation operation) {
        JsonNode body = operation.json().path("requestBody").path("content").path("application/json");
        for (JsonNode example : body.path("examples")) {
            return example.path("value");
        }
        JsonNode schema = body.path("schema");
        return schema.isMissingNode() ? null : sample(schema);
    }

    private Object sample(JsonNode declared) {
        JsonNode schema =
                declared.has("$ref") ? root.at(declared.path("$ref").asString().substring(1)) : declared;
        if (schema.path("enum").isArray()) {
            return schema.path("enum").path(0).asString();
        }
        return switch (type(schema)) {
            case "object" -> object(schema);
            case "array" -> List.of(sample(schema.path("items")));
            case "integer", "number" -> schema.path("minimum").asInt(1);
            case "boolean" -> true;
            case "string" -> text(schema);
            default -> 1;
        };
    }

    private Map<String, Object> object(JsonNode schema) {
        Map<String, Object> object = new LinkedHashMap<>();
        schema.path("required")
                .forEach(name -> object.put(
                        name.asString(), sample(schema.path("properties").path(name.asString()))));
        // Who is meant may be said in one of two ways, so neither is required.
        JsonNode user = schema.path("properties").path("userId");
        if (!user.isMissingNode()) {
            object.put("userId", sample(user));
        }
        return object;
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("format").asString()) {
            case "uuid" -> SOME_ID;
            case "date-time" -> "2026-11-20T10:00:00Z";
            case "email" -> "somebody@test.example";
            default -> TEXT;
        };
    }

    /** OpenAPI 3.1 may give several types, of which null is one. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(0).asString() : type.asString();
    }
}
