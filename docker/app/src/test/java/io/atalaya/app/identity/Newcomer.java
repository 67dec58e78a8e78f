package io.atalaya.app.identity;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Mailbox;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Somebody with an e-mail address, before a node that knows no grace for refresh tokens used twice. */
abstract class Newcomer {
    static final String AUTH = "/api/v1/auth/";
    static final String PASSWORD = "a-good-password";
    static final String OTHER_PASSWORD = "an-even-better-one";

    /** Started once for all tests that need it. */
    static final Mailbox mailbox = new Mailbox();

    static final Node node = start();

    final String email = UUID.randomUUID() + "@test.example";
    final Api nobody = node.api();

    private static Node start() {
        Map<String, Object> settings = new HashMap<>(mailbox.settings());
        settings.put("atalaya.tokens.reuse-grace", "PT0S");
        return Node.start(TestPostgres.freshDatabase(), settings);
    }

    /** An account whose address is verified, and the answer that began its first session. */
    Api.Answer account() {
        register(email).expect(202);
        return verify(mailbox.awaitCode(email, 1)).expect(200);
    }

    Api.Answer register(String address) {
        return post("register", Map.of("email", address, "password", PASSWORD, "name", "Nora New"));
    }

    Api.Answer verify(String code) {
        return post("verify-otp", Map.of("email", email, "code", code));
    }

    Api.Answer logIn(String password) {
        return post("login", Map.of("email", email, "password", password));
    }

    Api.Answer refresh(String token) {
        return post("refresh", Map.of("refresh_token", token));
    }

    Api.Answer post(String path, Map<String, String> body) {
        return nobody.post(AUTH + path, body);
    }
}
