package io.atalaya.command.identity.web;

import io.atalaya.command.identity.SigningKeys;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys that our access tokens are signed with (RFC 7517). Needs no log-in. */
@RestController
class JwksEndpoint {
    /** Shorter than a new key is announced before it signs. */
    private static final Duration MAX_AGE = Duration.ofSeconds(10);

    private final SigningKeys keys;

    JwksEndpoint(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/api/v1/auth/jwks")
    ResponseEntity<Map<String, Object>> jwks() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(MAX_AGE).cachePublic())
                .body(keys.published().toJSONObject());
    }
}
