package io.atalaya.kernel;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request that was understood and refused. Nothing has changed. The edge answers it with a problem detail (RFC 9457)
 * whose {@code code} is {@link Code#wireName()}.
 */
public final class Rejection extends RuntimeException {
    private final Code code;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;

    private Rejection(
            Code code,
            @Nullable String field,
            String message,
            @Nullable Throwable cause,
            @Nullable Duration retryAfter) {
        super(message, cause, false, false);
        this.code = code;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    public static Rejection of(Code code, String message) {
        return new Rejection(code, null, message, null, null);
    }

    /** @param cause for whoever operates Atalaya; clients are not told */
    public static Rejection of(Code code, String message, Throwable cause) {
        return new Rejection(code, null, message, cause, null);
    }

    /** @param field the JSON path of the request's field at fault */
    public static Rejection ofField(Code code, String field, String message) {
        return new Rejection(code, field, message, null, null);
    }

    /** @param retryAfter when there may be room for the request again */
    public static Rejection rateLimited(Duration retryAfter) {
        String message = "Too many requests; try again in " + wholeSeconds(retryAfter) + " s";
        return new Rejection(Code.RATE_LIMITED, null, message, null, retryAfter);
    }

    /** Rounded up, and 1 at least: the unit of {@code Retry-After} (RFC 9110), never too early. */
    public static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    }

    /** What is not yours does not exist: the answer for another tenant's ids too. */
    public static Rejection notFound(String what) {
        return of(Code.NOT_FOUND, what + " not found");
    }

    public Code code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }

    /** {@code null} where nothing is known of it. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** How a refusal is answered over HTTP. */
    public enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        NOT_ACCEPTABLE(406),
        CONFLICT(409),
        TOO_LARGE(413),
        UNSUPPORTED_MEDIA_TYPE(415),
        UNPROCESSABLE(422),
        OVERLOADED(429),
        FAILED(500),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** HTTP status (RFC 9110). */
        public int status() {
            return status;
        }
    }

    /** Every code that clients may rely on. Codes are never renamed. */
    public enum Code {
        INVALID_REQUEST(Kind.INVALID),
        MALFORMED_JSON(Kind.INVALID),
        TENANT_REQUIRED(Kind.INVALID),
        TENANT_INVALID(Kind.INVALID),
        CURSOR_INVALID(Kind.INVALID),
        MEASURED_AT_IN_FUTURE(Kind.INVALID),
        MEASURED_AT_TOO_OLD(Kind.INVALID),
        REFERENCE_NOT_FOUND(Kind.INVALID),
        IDEMPOTENCY_KEY_INVALID(Kind.INVALID),
        AUTHENTICATION_REQUIRED(Kind.UNAUTHENTICATED),
        CREDENTIALS_INVALID(Kind.UNAUTHENTICATED),
        TOKEN_INVALID(Kind.UNAUTHENTICATED),
        CODE_INVALID(Kind.UNAUTHENTICATED),
        FORBIDDEN(Kind.FORBIDDEN),
        ORIGIN_NOT_ALLOWED(Kind.FORBIDDEN),
        LOGIN_IS_EXTERNAL(Kind.FORBIDDEN),
        NOT_FOUND(Kind.NOT_FOUND),
        METHOD_NOT_ALLOWED(Kind.METHOD_NOT_ALLOWED),
        NOT_ACCEPTABLE(Kind.NOT_ACCEPTABLE),
        PAYLOAD_TOO_LARGE(Kind.TOO_LARGE),
        UNSUPPORTED_MEDIA_TYPE(Kind.UNSUPPORTED_MEDIA_TYPE),
        ATTACHMENT_TYPE_NOT_ALLOWED(Kind.UNSUPPORTED_MEDIA_TYPE),
        SERIAL_NUMBER_TAKEN(Kind.CONFLICT),
        EMAIL_TAKEN(Kind.CONFLICT),
        LAST_OWNER(Kind.CONFLICT),
        LAST_SITE(Kind.CONFLICT),
        MEMBER_HAS_ALL_SITES(Kind.CONFLICT),
        SITE_IN_USE(Kind.CONFLICT),
        ASSET_IN_USE(Kind.CONFLICT),
        ASSET_REVISION_OUTDATED(Kind.CONFLICT),
        DEVICE_IN_USE(Kind.CONFLICT),
        DEVICE_RETIRED(Kind.CONFLICT),
        DEVICE_REVISION_OUTDATED(Kind.CONFLICT),
        PARENT_CYCLE(Kind.CONFLICT),
        API_KEY_EXPIRED(Kind.CONFLICT),
        ALERT_ALREADY_RESOLVED(Kind.CONFLICT),
        ALERT_STILL_BREACHING(Kind.CONFLICT),
        TICKET_TRANSITION_REFUSED(Kind.CONFLICT),
        TICKET_REVISION_OUTDATED(Kind.CONFLICT),
        RULE_REVISION_OUTDATED(Kind.CONFLICT),
        RULE_IS_BUILT_IN(Kind.CONFLICT),
        ASSIGNEE_NOT_A_MEMBER(Kind.CONFLICT),
        ASSIGNEE_MAY_NOT_WORK(Kind.CONFLICT),
        ASSIGNEE_NOT_ON_SITE(Kind.CONFLICT),
        TOO_MANY_ATTACHMENTS(Kind.CONFLICT),
        TOO_MANY_CHANNELS(Kind.CONFLICT),
        TOO_MANY_RULES(Kind.CONFLICT),
        NOTIFICATION_NOT_GIVEN_UP(Kind.CONFLICT),
        ALREADY_EXISTS(Kind.CONFLICT),
        CONCURRENT_CHANGE(Kind.CONFLICT),
        NOT_REBUILDABLE(Kind.CONFLICT),
        REBUILD_RUNNING(Kind.CONFLICT),
        IDEMPOTENCY_KEY_IN_USE(Kind.CONFLICT),
        IDEMPOTENCY_KEY_REUSED(Kind.UNPROCESSABLE),
        WHAT_IF_TOO_LARGE(Kind.UNPROCESSABLE),
        RATE_LIMITED(Kind.OVERLOADED),
        INGESTION_OVERLOADED(Kind.OVERLOADED),
        TOO_MANY_LOGINS(Kind.OVERLOADED),
        READ_MODEL_BEHIND(Kind.UNAVAILABLE),
        INGESTION_UNAVAILABLE(Kind.UNAVAILABLE),
        DATABASE_UNAVAILABLE(Kind.UNAVAILABLE),
        ISSUER_UNAVAILABLE(Kind.UNAVAILABLE),
        INTERNAL_ERROR(Kind.FAILED);

        private final Kind kind;

        Code(Kind kind) {
            this.kind = kind;
        }

        public Kind kind() {
            return kind;
        }

        /** The code as clients see it: lower case with underscores. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
