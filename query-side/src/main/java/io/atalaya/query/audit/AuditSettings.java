package io.atalaya.query.audit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How history is proved and read.
 *
 * @param keySecret encrypts the key that history is signed with; counts when that key is made, at the very first start.
 *     {@code null} or blank leaves the key readable for whoever can read the database
 * @param maxStreams replays, exports, verifications and states at once, on each node; one more is answered 429
 * @param maxStreamsPerTenant the same for one tenant
 * @param maxStreamTime how long a reader may take for a replay or an export; then the connection is cut
 */
public record AuditSettings(
        @Nullable String keySecret,
        @DefaultValue("8") int maxStreams,
        @DefaultValue("3") int maxStreamsPerTenant,
        @DefaultValue("PT30M") Duration maxStreamTime) {
    public AuditSettings {
        keySecret = keySecret == null || keySecret.isBlank() ? null : keySecret;
        if (!maxStreamTime.isPositive()) {
            throw new IllegalArgumentException("atalaya.audit.max-stream-time must be more than zero");
        }
        if (maxStreams < 1 || maxStreamsPerTenant < 1) {
            throw new IllegalArgumentException(
                    "atalaya.audit.max-streams and max-streams-per-tenant must be 1 or more");
        }
    }

    @Override
    public String toString() {
        return "AuditSettings[maxStreams=" + maxStreams + ", maxStreamsPerTenant=" + maxStreamsPerTenant
                + ", maxStreamTime=" + maxStreamTime + "]";
    }
}
