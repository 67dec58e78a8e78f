package io.atalaya.app.edge;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Documents what histories are streamed as; springdoc cannot see what an endpoint writes bit by bit. */
@Component
class HistorySchemas implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        answers(
                document,
                "/api/v1/audit/replay",
                "application/x-ndjson",
                new StringSchema()
                        .description("an audit event per line, with a cursor behind which a reader can go on"));
        answers(document, "/api/v1/audit/export", "application/zip", new BinarySchema());
    }

    private static void answers(OpenAPI document, String path, String type, Schema<?> schema) {
        ApiResponse response = Objects.requireNonNull(document.getPaths().get(path), path)
                .getGet()
                .getResponses()
                .get("200");
        Objects.requireNonNull(response).content(new Content().addMediaType(type, new MediaType().schema(schema)));
    }
}
