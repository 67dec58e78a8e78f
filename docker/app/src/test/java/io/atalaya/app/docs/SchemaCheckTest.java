package io.atalaya.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds answers against the document finds what is wrong with them. */
class SchemaCheckTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode DOCUMENT = JSON.readTree("""
            {"components": {"schemas": {
              "Page": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}}},
              "Item": {"type": "object", "properties": {
                "id": {"type": "string", "format": "uuid"},
                "at": {"type": "string", "format": "date-time"},
                "lasts": {"type": "string", "format": "duration"},
                "kind": {"type": "string", "enum": ["A", "B"]},
                "count": {"type": "integer", "format": "int32"},
                "value": {"type": "number"},
                "done": {"type": "boolean"},
                "config": {"type": "object", "additionalProperties": {"type": "integer"}},
                "anything": {},
                "lost": {"$ref": "#/components/schemas/Lost"},
                "either": {"oneOf": []}}}}}}
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id": "0a7e1a1a-0000-4000-8000-000000000001", "kind": "B", "count": 1, "value": 1.5, "done": true} | ``
            {"at": "2026-11-20T08:00:00Z", "lasts": "PT5M", "config": {"x": 1}, "anything": {"y": [1]}} | ``
            {"secret": 1} | $.items[0].secret is not declared
            {"id": "7"} | $.items[0].id is declared as a uuid, but is "7"
            {"at": "yesterday"} | $.items[0].at is declared as a date-time, but is "yesterday"
            {"lasts": 300} | $.items[0].lasts is declared as a string, but is 300
            {"kind": "C"} | $.items[0].kind is declared as one of ["A","B"], but is "C"
            {"count": 1.5} | $.items[0].count is declared as an integer, but is 1.5
            {"value": "1"} | $.items[0].value is declared as a number, but is "1"
            {"done": "yes"} | $.items[0].done is declared as a truth value, but is "yes"
            {"config": {"x": "1"}} | $.items[0].config.x is declared as an integer, but is "1"
            {"config": []} | $.items[0].config is declared as an object, but is []
            {"lost": 1} | $.items[0].lost refers to a schema that does not exist
            {"either": 1} | $.items[0].either is declared with oneOf, which is not understood
            """)
    void faultsAreFound(String item, String fault) {
        JsonNode schema = JSON.readTree("{\"$ref\": \"#/components/schemas/Page\"}");
        JsonNode value = JSON.readTree("{\"items\": [" + item + "]}");
        assertThat(String.join("; ", new SchemaCheck(DOCUMENT).violations(schema, value)))
                .startsWith(fault)
                .satisfies(found -> assertThat(found.isEmpty()).isEqualTo(fault.isEmpty()));
    }
}
