package io.atalaya.app.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers for 4 s which tokens have been found good. A page sends the same one with each of its requests, and checking
 * its signature costs more than most of them do. When it expires is looked at each time; that its key is no longer trusted
 * is seen 4 s later.
 */
final class RememberingJwtDecoder implements JwtDecoder {
    private static final Duration REMEMBERED = Duration.ofSeconds(4);
    private static final int MAX_TOKENS = 10_000;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, Jwt> good = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_TOKENS)
            .build();

    RememberingJwtDecoder(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        @Nullable Jwt known = good.getIfPresent(token);
        if (known != null && isInTime(known)) {
            return known;
        }
        Jwt decoded = decoder.decode(token);
        good.put(token, decoded);
        return decoded;
    }

    private boolean isInTime(Jwt token) {
        Instant end = token.getExpiresAt();
        return end != null && end.isAfter(clock.instant());
    }
}
