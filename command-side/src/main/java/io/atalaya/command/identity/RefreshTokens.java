package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Objects;
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

    /** Part of the transaction of the command that begins the session. */
    Secret issue(UserId userId) {
        return issue(userId, UUID.randomUUID());
    }

    /** Changes nothing unless it answers {@link Rotated}. */
    Rotation rotate(String token) {
        return Objects.requireNonNull(transaction.execute(status -> tryRotate(hash(token))));
    }

    /**
     * Part of the transaction of the command that ends the session.
     *
     * @return whose session ended; empty if the token is unknown or its family has ended already
     */
    Optional<UserId> endFamily(String token) {
        byte[] hash = hash(token);
        return lockOwner(hash)
                .filter(owner -> jdbc.sql("delete from refresh_token where family_id ="
                                        + " (select family_id from refresh_token where token_hash = :hash)")
                                .param("hash", hash)
                                .update()
                        > 0);
    }

    /** Part of a transaction that has changed the account, and so has it locked. */
    void endAll(UserId userId) {
        jdbc.sql("delete from refresh_token where user_id = :user")
                .param("user", userId.value())
                .update();
    }

    /** @return how many tokens had expired and are forgotten */
    int forgetExpired() {
        return jdbc.sql("delete from refresh_token where expires_at <= :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Of those who rotate a user's tokens and those who end them, one goes at a time, so that no successor survives. */
    private Optional<UserId> lockOwner(byte[] hash) {
        return jdbc.sql("select id from account where id ="
                        + " (select user_id from refresh_token where token_hash = :hash) for no key update")
                .param("hash", hash)
                .query(UUID.class)
                .optional()
                .map(UserId::new);
    }

    private Rotation tryRotate(byte[] hash) {
        if (lockOwner(hash).isEmpty()) {
            return new Unknown();
        }
        Optional<Stored> found = jdbc.sql("select user_id, family_id, expires_at, used_at from refresh_token"
                        + " where token_hash = :hash")
                .param("hash", hash)
                .query((row, number) -> new Stored(
                        new UserId(row.getObject("user_id", UUID.class)),
                        row.getObject("family_id", UUID.class),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("used_at", OffsetDateTime.class))))
                .optional();
        Instant now = clock.instant();
        if (found.isEmpty() || !found.get().expiresAt().isAfter(now)) {
            return new Unknown();
        }
        Stored stored = found.get();
        Instant usedAt = stored.usedAt();
        if (usedAt != null && usedAt.plus(settings.reuseGrace()).isBefore(now)) {
            return new Reused();
        }
        if (usedAt == null) {
            jdbc.sql("update refresh_token set used_at = :now where token_hash = :hash")
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("hash", hash)
                    .update();
        }
        return new Rotated(stored.userId(), issue(stored.userId(), stored.familyId()));
    }

    private Secret issue(UserId userId, UUID familyId) {
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
        return new Secret(token);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static byte[] hash(String token) {
        return Sha256.of(token);
    }

    /** What came of presenting a refresh token. */
    sealed interface Rotation {}

    /** The token was right; here is the next of its family. */
    record Rotated(UserId userId, Secret next) implements Rotation {}

    /** The token was used before, longer ago than the grace time: its family must end. */
    record Reused() implements Rotation {}

    /** The token never was, has expired, or its family has ended. */
    record Unknown() implements Rotation {}

    private record Stored(
            UserId userId,
            UUID familyId,
            Instant expiresAt,
            @Nullable Instant usedAt) {}
}
