package io.atalaya.app.docs;

import io.atalaya.app.support.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document, so that real answers can be held against it. */
record OpenApiDocument(JsonNode root) {

    /** One method of one path. */
    record Operation(String method, String path, JsonNode json) {
        boolean isOpen() {
            return json.path("security").isArray() && json.path("security").isEmpty();
        }

        JsonNode response(String status) {
            return json.path("responses").path(status);
        }

        /** Names of the parameters in its query string. */
        List<String> queryParameters() {
            List<String> names = new ArrayList<>();
            for (JsonNode parameter : json.path("parameters")) {
                if (parameter.path("in").asString().equals("query")) {
                    names.add(parameter.path("name").asString());
                }
            }
            return names;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** By method and path, such as {@code GET /api/v1/devices/{deviceId}}. */
    Map<String, Operation> operations() {
        Map<String, Operation> operations = new TreeMap<>();
        root.path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((name, json) -> {
                    Operation operation = new Operation(name.toUpperCase(Locale.ROOT), path, json);
                    operations.put(operation.toString(), operation);
                }));
        return operations;
    }

    /** What is wrong with the answer; empty if it is documented in every part. */
    List<String> violations(Api.Answer answer) {
        String method = answer.response().request().method();
        String path = answer.response().uri().getPath();
        Operation operation = operation(method, path);
        JsonNode response = operation.response(Integer.toString(answer.status()));
        if (response.isMissingNode() && answer.status() >= 400) {
            response = operation.response("default");
        }
        if (response.isMissingNode()) {
            return List.of(operation + " does not document " + answer.status());
        }
        String body = answer.response().body();
        if (body.isEmpty()) {
            return response.has("content") ? List.of(operation + " documents a body, but there is none") : List.of();
        }
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        JsonNode schema = response.path("content").path(type).path("schema");
        return schema.isEmpty()
                ? List.of(operation + " documents no body of type " + type)
                : new SchemaCheck(root).violations(schema, answer.json());
    }

    /** The path without parameters wins over one with them. */
    private Operation operation(String method, String path) {
        Operation exact = operations().get(method + " " + path);
        if (exact != null) {
            return exact;
        }
        return operations().values().stream()
                .filter(operation -> operation.method().equals(method)
                        && Pattern.matches(operation.path().replaceAll("\\{[^}]+}", "[^/]+"), path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(method + " " + path + " is not in the document"));
    }
}
