package io.atalaya.command.identity;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.KeyAccess;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of a key without its secret. Hashes are compared in constant time. */
record StoredKey(
        AuthenticatedKey identity,
        byte[] secretHash,
        byte @Nullable [] previousHash,
        @Nullable Instant previousValidUntil,
        @Nullable Instant expiresAt) {
    static final String COLUMNS =
            "id, tenant_id, device_id, permissions, rate_limit, secret_hash, previous_secret_hash,"
                    + " previous_valid_until, expires_at";

    static StoredKey of(ResultSet row, int number) throws SQLException {
        UUID device = row.getObject("device_id", UUID.class);
        String[] permissions = (String[]) row.getArray("permissions").getArray();
        Set<KeyAccess> access =
                Arrays.stream(permissions).map(KeyAccess::valueOf).collect(Collectors.toUnmodifiableSet());
        return new StoredKey(
                new AuthenticatedKey(
                        new ApiKeyId(row.getObject("id", UUID.class)),
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        device == null ? null : new DeviceId(device),
                        access,
                        row.getObject("rate_limit", Integer.class)),
                row.getBytes("secret_hash"),
                row.getBytes("previous_secret_hash"),
                instant(row, "previous_valid_until"),
                instant(row, "expires_at"));
    }

    boolean accepts(byte[] hash, Instant now) {
        boolean current = MessageDigest.isEqual(secretHash, hash);
        boolean previous = previousHash != null
                && previousValidUntil != null
                && now.isBefore(previousValidUntil)
                && MessageDigest.isEqual(previousHash, hash);
        return (current || previous) && !isExpired(now);
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
