package io.atalaya.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is told with every answer. */
class BrowserTest {
    private final Api nobody = Node.shared().api();

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/health", "/api/v1/devices", "/api/v1/nowhere", "/v3/api-docs", "/swagger-ui/index.html"
            })
    void everyAnswerForbidsWhatNoPageOfOursNeeds(String path) {
        assertGuarded(nobody.get(path));
    }

    @Test
    void refusedBodiesAreGuardedToo() {
        assertGuarded(nobody.post("/api/v1/auth/login", "{\"email\":\"" + "x".repeat(1_100_000) + "\"}")
                .expect(413));
        assertGuarded(nobody.post("/api/v1/auth/login", "{").expect(400));
    }

    @Test
    void answersOfTheApiAreNotKept() {
        assertThat(Node.shared()
                        .api()
                        .logInAsAdmin()
                        .get("/api/v1/tenants")
                        .expect(200)
                        .header("Cache-Control"))
                .contains("no-store");
        assertThat(nobody.post("/api/v1/auth/login", Map.of("email", Node.ADMIN_EMAIL, "password", Node.ADMIN_PASSWORD))
                        .expect(200)
                        .header("Cache-Control"))
                .isEqualTo("no-store");
    }

    @Test
    void theDocumentationWorksUnderItsContentPolicy() {
        String page =
                nobody.get("/swagger-ui/index.html").expect(200).response().body();

        assertThat(page).contains("swagger-initializer.js").doesNotContainPattern("<script(?![^>]* src=)[^>]*>");
        assertThat(page).doesNotContainPattern("(src|href)=\"(https?:)?//");
        for (String file : List.of("swagger-ui-bundle.js", "swagger-ui.css", "swagger-initializer.js")) {
            nobody.get("/swagger-ui/" + file).expect(200);
        }
    }

    @Test
    void noOtherOriginIsLetInUnlessConfigured() {
        Api page = nobody.with("Origin", "https://console.example");
        Api.Answer preflight =
                page.with("Access-Control-Request-Method", "GET").send("OPTIONS", "/api/v1/health", null);

        for (Api.Answer answer : List.of(preflight, page.get("/api/v1/health"))) {
            assertThat(answer.response().headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        }
    }

    private static void assertGuarded(Api.Answer answer) {
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self';");
        assertThat(answer.header("Strict-Transport-Security"))
                .as("over plain HTTP")
                .isEmpty();
    }
}
