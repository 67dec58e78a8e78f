package io.atalaya.command.limit;

/**
 * An allowance under the name that clients see.
 *
 * @param name quoted, as a String of structured fields (RFC 9651)
 * @param field the {@code RateLimit-Policy} field of draft-ietf-httpapi-ratelimit-headers
 */
public record Policy(String name, String field) {

    static Policy of(String name, Allowance allowance) {
        String quoted = '"' + name + '"';
        long window = Math.ceilDiv(allowance.per().toMillis(), 1000);
        return new Policy(quoted, quoted + ";q=" + allowance.requests() + ";w=" + window);
    }
}
