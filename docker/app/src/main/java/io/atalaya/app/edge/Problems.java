package io.atalaya.app.edge;

import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.Rejection.Code;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Problem details (RFC 9457) as Atalaya writes them: with a stable {@code code}, and {@code errors} by field. */
public final class Problems {
    private static final Duration SOON = Duration.ofSeconds(1);

    private Problems() {}

    /** @param field JSON path of what is wrong, or the name of a parameter or header */
    public record FieldError(String field, String message) {}

    public static ResponseEntity<ProblemDetail> of(Rejection rejection) {
        String field = rejection.field();
        String message = String.valueOf(rejection.getMessage());
        Duration retryAfter = rejection.retryAfter() == null ? retryAfter(rejection.code()) : rejection.retryAfter();
        return field == null
                ? of(rejection.code(), message, List.of(), retryAfter)
                : of(rejection.code(), field + " " + message, List.of(new FieldError(field, message)), retryAfter);
    }

    public static ResponseEntity<ProblemDetail> of(Code code, String detail, List<FieldError> errors) {
        return of(code, detail, errors, retryAfter(code));
    }

    private static ResponseEntity<ProblemDetail> of(
            Code code, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
        HttpStatus status = HttpStatus.valueOf(code.kind().status());
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(status.getReasonPhrase());
        problem.setProperty("code", code.wireName());
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(Rejection.wholeSeconds(retryAfter)));
        }
        if (status == HttpStatus.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.body(problem);
    }

    private static @Nullable Duration retryAfter(Code code) {
        return switch (code.kind()) {
            case OVERLOADED, UNAVAILABLE -> SOON;
            default -> code == Code.IDEMPOTENCY_KEY_IN_USE ? SOON : null;
        };
    }
}
