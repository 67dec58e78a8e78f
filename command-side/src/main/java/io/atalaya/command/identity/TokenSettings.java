package io.atalaya.command.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long tokens live.
 *
 * @param accessToken lifetime of an access token
 * @param refreshToken lifetime of a refresh token, from its last rotation
 * @param reuseGrace how long after its use a refresh token may be used again, for a client whose answer was lost
 * @param signingKey how long a key signs access tokens before another one takes its place
 */
public record TokenSettings(
        @DefaultValue("PT15M") Duration accessToken,
        @DefaultValue("P7D") Duration refreshToken,
        @DefaultValue("PT10S") Duration reuseGrace,
        @DefaultValue("P90D") Duration signingKey) {}
