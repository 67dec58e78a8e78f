package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Refresh tokens: random, stored hashed, used once. Each use issues the next of the same family; a token that comes
 * again after the grace time has been stolen from somebody, so its whole family ends (RFC 9700, section 4.14.2).
 */
@Component
class RefreshTokens {
    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TokenSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RefreshTokens(JdbcClient jdbc, TransactionTemplate transaction, TokenSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    String issue(UserId userId) {
        return issue(userId, UUID.randomUUID());
    }

    /** @throws Rejection if the token is unknown, expired, revoked or used before */
    Rotated rotate(String token) {
        Optional<Rotated> rotated = transaction.execute(status -> tryRotate(token));
        return rotated.orElseThrow(
                () -> Rejection.of(Rejection.Code.TOKEN_INVALID, "The refresh token is not valid any more"));
    }

    /** Ends the token's family; a token that is unknown or ended already changes nothing. */
    void revoke(String token) {
        jdbc.sql("delete from refresh_token where family_id ="
                        + " (select family_id from refresh_token where token_hash = :hash)")
                .param("hash", hash(token))
                .update();
    }

    private Optional<Rotated> tryRotate(String token) {
        Optional<Stored> found = jdbc.sql("select user_id, family_id, expires_at, used_at from refresh_token"
                        + " where token_hash = :hash for update")
                .param("hash", hash(token))
                .query((row, number) -> new Stored(
                        new UserId(row.getObject("user_id", UUID.class)),
                        row.getObject("family_id", UUID.class),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("used_at", OffsetDateTime.class))))
                .optional();
        Instant now = clock.instant();
        if (found.isEmpty() || !found.get().expiresAt().isAfter(now)) {
            return Optional.empty();
        }
        Stored stored = found.get();
        Instant usedAt = stored.usedAt();
        if (usedAt != null && usedAt.plus(settings.reuseGrace()).isBefore(now)) {
            jdbc.sql("delete from refresh_token where family_id = :family")
                    .param("family", stored.familyId())
                    .update();
            return Optional.empty();
        }
        if (usedAt == null) {
            jdbc.sql("update refresh_token set used_at = :now where token_hash = :hash")
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("hash", hash(token))
                    .update();
        }
        return Optional.of(new Rotated(stored.userId(), issue(stored.userId(), stored.familyId())));
    }

    private String issue(UserId userId, UUID familyId) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("insert into refresh_token (token_hash, family_id, user_id, expires_at)"
                        + " values (:hash, :family, :user, :expires)")
                .param("hash", hash(token))
                .param("family", familyId)
                .param("user", userId.value())
                .param("expires", clock.instant().plus(settings.refreshToken()).atOffset(ZoneOffset.UTC))
                .update();
        return token;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }

    record Rotated(UserId userId, String token) {
        @Override
        public String toString() {
            return "Rotated[" + userId + "]";
        }
    }

    private record Stored(
            UserId userId,
            UUID familyId,
            Instant expiresAt,
            @Nullable Instant usedAt) {}
}
