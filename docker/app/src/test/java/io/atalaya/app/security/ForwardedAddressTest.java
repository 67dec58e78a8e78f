package io.atalaya.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client says about where it comes from counts for nothing, unless an operator has set that a proxy says it. */
class ForwardedAddressTest {
    private static final int REQUESTS = 40;

    private final Node node = Node.shared();

    @Test
    void aForgedAddressHasNoLimitOfItsOwn() {
        int before = left("203.0.113.250");
        for (int request = 1; request < REQUESTS; request++) {
            left("203.0.113." + request);
        }

        assertThat(left("203.0.113.251")).isLessThan(before - REQUESTS / 2);
    }

    @Test
    void aForgedAddressIsNotOnTheRecord() {
        World.Account account = World.on(node).account("Forger");
        for (String header : new String[] {"X-Forwarded-For", "X-Real-IP", "Forwarded"}) {
            String value = header.equals("Forwarded") ? "for=203.0.113.9" : "203.0.113.9";
            node.api()
                    .with(header, value)
                    .post("/api/v1/auth/login", Map.of("email", account.email(), "password", "wrong"))
                    .expect(401);
        }

        assertThat(node.jdbc()
                        .sql("select convert_from(meta_data, 'UTF8') from domain_event"
                                + " where convert_from(payload, 'UTF8') like :user")
                        .param("user", "%" + account.id() + "%")
                        .query(String.class)
                        .list())
                .hasSizeGreaterThan(3)
                .noneMatch(metadata -> metadata.contains("203.0.113"));
    }

    private int left(String forged) {
        Api.Answer answer = node.api()
                .with("X-Forwarded-For", forged)
                .get("/api/v1/devices")
                .expect(401);
        return Integer.parseInt(answer.header("RateLimit").replaceFirst("^\"address\";r=(\\d+);.*$", "$1"));
    }
}
