package io.atalaya.app.edge;

import io.atalaya.app.edge.Problems.FieldError;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.Rejection.Code;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever goes wrong into a problem detail. What the client did not cause is logged and answered without detail. */
@RestControllerAdvice
@Order(0)
class ProblemHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(Rejection rejection) {
        if (rejection.code().kind() == Rejection.Kind.UNAVAILABLE && rejection.getCause() != null) {
            log.error("{}", rejection.getMessage(), rejection.getCause());
        }
        return Problems.of(rejection);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(MethodArgumentNotValidException invalid) {
        List<FieldError> errors = invalid.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldError(error.getField(), String.valueOf(error.getDefaultMessage())))
                .toList();
        return invalid(errors);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(HandlerMethodValidationException invalid) {
        List<FieldError> errors = invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldError(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                error instanceof DefaultMessageSourceResolvable known
                                        ? String.valueOf(known.getDefaultMessage())
                                        : "is not valid")))
                .toList();
        return invalid(errors);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(MethodArgumentTypeMismatchException mismatch) {
        return invalid(
                List.of(new FieldError(mismatch.getName(), "is not a valid " + type(mismatch.getRequiredType()))));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(MissingServletRequestParameterException missing) {
        return invalid(List.of(new FieldError(missing.getParameterName(), "is required")));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case BodyTooLarge tooLarge -> {
                    return Problems.of(Code.PAYLOAD_TOO_LARGE, tooLarge.getMessage(), List.of());
                }
                case Rejection rejection -> {
                    return Problems.of(rejection);
                }
                case StreamConstraintsException excess -> {
                    return Problems.of(
                            Code.MALFORMED_JSON,
                            "The JSON is nested too deeply, or holds too many values or too long ones",
                            List.of());
                }
                case UnrecognizedPropertyException unknown -> {
                    return invalid(List.of(new FieldError(path(unknown), "is not a field of this request")));
                }
                case MismatchedInputException mismatch
                when !mismatch.getPath().isEmpty() -> {
                    return invalid(List.of(
                            new FieldError(path(mismatch), "is not a valid " + type(mismatch.getTargetType()))));
                }
                default -> {}
            }
        }
        return Problems.of(
                Code.MALFORMED_JSON, "The request body is missing or not the JSON that is expected", List.of());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(BodyTooLarge tooLarge) {
        return Problems.of(Code.PAYLOAD_TOO_LARGE, tooLarge.getMessage(), List.of());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(HttpRequestMethodNotSupportedException unsupported) {
        ResponseEntity<ProblemDetail> problem = Problems.of(
                Code.METHOD_NOT_ALLOWED, "The resource has no method " + unsupported.getMethod(), List.of());
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(problem.getStatusCode()).headers(problem.getHeaders());
        Set<HttpMethod> supported = unsupported.getSupportedHttpMethods();
        if (supported != null) {
            response.allow(supported.toArray(HttpMethod[]::new));
        }
        return response.body(problem.getBody());
    }

    /** The latter is Tomcat's word for a form that is broken, or larger than it reads. Nothing here takes forms. */
    @ExceptionHandler({HttpMediaTypeNotSupportedException.class, InvalidParameterException.class})
    ResponseEntity<ProblemDetail> handleMediaType() {
        return Problems.of(Code.UNSUPPORTED_MEDIA_TYPE, "The request body must be application/json", List.of());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(HttpMediaTypeNotAcceptableException notAcceptable) {
        return Problems.of(Code.NOT_ACCEPTABLE, "The answer would be application/json", List.of());
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<ProblemDetail> handleUnknownPath() {
        return Problems.of(Code.NOT_FOUND, "There is nothing at this address", List.of());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(DuplicateKeyException duplicate) {
        return Problems.of(Code.ALREADY_EXISTS, "The same thing is being created by another request", List.of());
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        CannotGetJdbcConnectionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<ProblemDetail> handleDatabase(Exception failure) {
        log.error("The database cannot be used now", failure);
        return Problems.of(Code.DATABASE_UNAVAILABLE, "The database cannot be used now; try again", List.of());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handleUnexpected(Exception failure) {
        String reference = UUID.randomUUID().toString();
        log.error("Request failed; reference {}", reference, failure);
        return Problems.of(Code.INTERNAL_ERROR, "Something went wrong here; reference " + reference, List.of());
    }

    private static ResponseEntity<ProblemDetail> invalid(List<FieldError> errors) {
        String detail = errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; "));
        return Problems.of(Code.INVALID_REQUEST, detail, errors);
    }

    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : failure.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String type(@Nullable Class<?> type) {
        if (type == null) {
            return "value";
        }
        return type.isEnum() ? "value; it is one of " + List.of(type.getEnumConstants()) : type.getSimpleName();
    }
}
