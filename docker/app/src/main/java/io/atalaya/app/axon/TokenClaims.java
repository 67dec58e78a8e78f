package io.atalaya.app.axon;

import java.time.Duration;

/** How nodes share processors' segments out among them. */
public final class TokenClaims {
    /** A node that has not renewed its claim on a segment for this long is taken for dead. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    private TokenClaims() {}
}
