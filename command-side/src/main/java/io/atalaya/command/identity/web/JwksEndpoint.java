package io.atalaya.command.identity.web;

import com.nimbusds.jose.jwk.JWKSet;
import io.atalaya.command.identity.OidcSettings;
import io.atalaya.command.identity.SigningKeys;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public keys that our access tokens are signed with (RFC 7517); none where an external issuer signs them. Needs no
 * log-in.
 */
@RestController
class JwksEndpoint {
    /** Shorter than a new key is announced before it signs. */
    private static final Duration MAX_AGE = Duration.ofSeconds(10);

    private final SigningKeys keys;
    private final OidcSettings oidc;

    JwksEndpoint(SigningKeys keys, OidcSettings oidc) {
        this.keys = keys;
        this.oidc = oidc;
    }

    @GetMapping("/api/v1/auth/jwks")
    ResponseEntity<Map<String, Object>> jwks() {
        JWKSet published = oidc.isExternal() ? new JWKSet() : keys.published();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(MAX_AGE).cachePublic())
                .body(published.toJSONObject());
    }
}
