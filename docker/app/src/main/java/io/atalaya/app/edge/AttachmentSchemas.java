package io.atalaya.app.edge;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Documents files that go in and out; springdoc cannot see what an endpoint reads and writes bit by bit. */
@Component
class AttachmentSchemas implements OpenApiCustomizer {
    private static final String PATH = "/api/v1/tickets/{ticketId}/attachments";

    @Override
    public void customise(OpenAPI document) {
        ObjectSchema form = new ObjectSchema();
        form.addProperty("file", new BinarySchema().description("one photo or document"));
        form.setRequired(List.of("file"));
        path(document, PATH)
                .getPost()
                .requestBody(new RequestBody()
                        .required(true)
                        .content(new Content().addMediaType("multipart/form-data", new MediaType().schema(form))));
        ApiResponse file =
                path(document, PATH + "/{attachmentId}").getGet().getResponses().get("200");
        Objects.requireNonNull(file)
                .content(new Content().addMediaType("*/*", new MediaType().schema(new BinarySchema())));
    }

    private static PathItem path(OpenAPI document, String path) {
        return Objects.requireNonNull(document.getPaths().get(path), path);
    }
}
