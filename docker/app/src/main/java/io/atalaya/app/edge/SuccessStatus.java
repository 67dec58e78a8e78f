package io.atalaya.app.edge;

import io.atalaya.command.idempotency.NewId;
import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * Documents the status with which an operation really succeeds. springdoc cannot look into a ResponseEntity and takes
 * every success for 200.
 */
@Component
@Order(0)
class SuccessStatus implements OperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        HttpStatus status = of(method);
        ApiResponse success = operation.getResponses().remove("200");
        if (success != null) {
            success.description(status.getReasonPhrase());
            operation.getResponses().addApiResponse(Integer.toString(status.value()), success);
        }
        return operation;
    }

    private static HttpStatus of(HandlerMethod method) {
        if (Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(NewId.class))) {
            return HttpStatus.CREATED;
        }
        Class<?> body = ResolvableType.forMethodReturnType(method.getMethod())
                .getGeneric(0)
                .resolve(Object.class);
        if (body.equals(Recorded.class)) {
            return HttpStatus.ACCEPTED;
        }
        return body.equals(Void.class) ? HttpStatus.NO_CONTENT : HttpStatus.OK;
    }
}
