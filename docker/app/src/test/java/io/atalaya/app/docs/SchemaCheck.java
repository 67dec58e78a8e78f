package io.atalaya.app.docs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Whether a value is what its schema says. Of JSON Schema, it knows what our document uses, and refuses the rest rather
 * than pass it unseen. Stricter than JSON Schema in one thing: a field that is not declared is a fault.
 */
final class SchemaCheck {
    private static final Set<String> UNDERSTOOD = Set.of(
            "$ref",
            "type",
            "format",
            "properties",
            "items",
            "additionalProperties",
            "enum",
            "description",
            "uniqueItems",
            "required");

    private final JsonNode document;
    private final List<String> violations = new ArrayList<>();

    SchemaCheck(JsonNode document) {
        this.document = document;
    }

    List<String> violations(JsonNode schema, JsonNode value) {
        check(schema, value, "$");
        return List.copyOf(violations);
    }

    private void check(JsonNode schema, JsonNode value, String path) {
        if (schema.has("$ref")) {
            check(document.at(schema.path("$ref").asString().substring(1)), value, path);
            return;
        }
        if (schema.isMissingNode()) {
            violations.add(path + " refers to a schema that does not exist");
            return;
        }
        schema.propertyNames().stream()
                .filter(keyword -> !UNDERSTOOD.contains(keyword))
                .forEach(
                        keyword -> violations.add(path + " is declared with " + keyword + ", which is not understood"));
        if (schema.isEmpty()) {
            return; // anything goes
        }
        switch (schema.path("type").asString()) {
            case "object" -> object(schema, value, path);
            case "array" -> array(schema, value, path);
            case "string" -> string(schema, value, path);
            case "integer" -> require(value.isIntegralNumber(), path, "an integer", value);
            case "number" -> require(value.isNumber(), path, "a number", value);
            case "boolean" -> require(value.isBoolean(), path, "a truth value", value);
            default -> violations.add(path + " is declared without a type that is understood: " + schema);
        }
    }

    private void object(JsonNode schema, JsonNode value, String path) {
        require(value.isObject(), path, "an object", value);
        value.forEachEntry((name, member) -> {
            JsonNode declared = schema.path("properties").path(name);
            JsonNode others = schema.path("additionalProperties");
            if (!declared.isMissingNode()) {
                check(declared, member, path + "." + name);
            } else if (others.isObject()) {
                check(others, member, path + "." + name);
            } else if (!others.asBoolean(false)) {
                violations.add(path + "." + name + " is not declared");
            }
        });
    }

    private void array(JsonNode schema, JsonNode value, String path) {
        require(value.isArray(), path, "an array", value);
        for (int index = 0; index < value.size(); index++) {
            check(schema.path("items"), value.path(index), path + "[" + index + "]");
        }
    }

    private void string(JsonNode schema, JsonNode value, String path) {
        require(value.isString(), path, "a string", value);
        if (!value.isString()) {
            return;
        }
        JsonNode constants = schema.path("enum");
        if (!constants.isMissingNode()) {
            require(constants.valueStream().anyMatch(value::equals), path, "one of " + constants, value);
        }
        String format = schema.path("format").asString("");
        try {
            switch (format) {
                case "" -> {}
                case "uuid" -> UUID.fromString(value.asString());
                case "date-time" -> Instant.parse(value.asString());
                case "date" -> LocalDate.parse(value.asString());
                case "time-local" -> LocalTime.parse(value.asString());
                case "duration" -> Duration.parse(value.asString());
                default -> violations.add(path + " has the format " + format + ", which is not understood");
            }
        } catch (IllegalArgumentException | DateTimeException malformed) {
            require(false, path, "a " + format, value);
        }
    }

    private void require(boolean holds, String path, String expected, JsonNode value) {
        if (!holds) {
            violations.add(path + " is declared as " + expected + ", but is " + value);
        }
    }
}
