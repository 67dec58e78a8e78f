package io.atalaya.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.kernel.Platform;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happens to accounts stands in the platform's audit trail; names and addresses do not stand in the log. */
class IdentityAuditTest extends Newcomer {
    private final Api auditor = node.api().logInAsAdmin().with("X-Tenant-Id", Platform.TENANT.toString());

    @Test
    void whatHappensToAnAccountIsOnTheRecordWithoutItsAddress() {
        String session = account().text("refresh_token");
        String userId =
                logIn(PASSWORD).expect(200).json().path("user").path("id").asString();
        logIn("wrong-password").expect(401);
        post("login", Map.of("email", UUID.randomUUID() + "@test.example", "password", PASSWORD))
                .expect(401);
        register(email).expect(202);
        post("password-reset/request", Map.of("email", email)).expect(202);
        refresh(session).expect(200);
        refresh(session).expect(401);
        String last = logIn(PASSWORD).expect(200).text("refresh_token");
        post("logout", Map.of("refresh_token", last)).expect(204);
        post("logout", Map.of("refresh_token", last)).expect(204);

        List<JsonNode> trail = await().until(() -> trailOf(userId), found -> found.size() >= 10);

        assertThat(trail.reversed())
                .extracting(event -> event.path("type").asString())
                .containsExactly(
                        "UserRegistered",
                        "UserVerified",
                        "LoggedIn",
                        "LoggedIn",
                        "LogInFailed",
                        "RegistrationRepeated",
                        "PasswordResetRequested",
                        "RefreshTokenReused",
                        "LoggedIn",
                        "LoggedOut");
        assertThat(trail).allSatisfy(event -> {
            assertThat(event.path("ip").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
            assertThat(event.path("tenantId").asString()).isEqualTo(Platform.TENANT.toString());
            assertThat(event.path("correlationId").asString()).isNotEmpty();
            boolean known = List.of("UserVerified", "LoggedIn", "LoggedOut")
                    .contains(event.path("type").asString());
            assertThat(event.path("actor").path("type").asString()).isEqualTo(known ? "USER" : "SYSTEM");
            assertThat(event.path("actor").path("id").asString()).isEqualTo(known ? userId : "identity");
        });
        assertThat(node.jdbc()
                        .sql("select convert_from(payload, 'UTF8') || convert_from(meta_data, 'UTF8')"
                                + " from domain_event")
                        .query(String.class)
                        .list())
                .hasSizeGreaterThan(trail.size())
                .noneMatch(stored -> stored.contains("@test.example") || stored.contains("Nora"));
    }

    @Test
    void aFailedLogInWithoutAnAccountIsNotOnTheRecord() {
        account();
        logIn("wrong-password").expect(401);
        List<JsonNode> failures = await().until(
                        () -> items(auditor, "/api/v1/audit/events?type=LogInFailed&limit=1000"),
                        found -> !found.isEmpty());
        post("login", Map.of("email", UUID.randomUUID() + "@test.example", "password", PASSWORD))
                .expect(401);
        String userId =
                logIn(PASSWORD).expect(200).json().path("user").path("id").asString();
        await().until(() -> trailOf(userId), found -> found.size() >= 5);

        assertThat(items(auditor, "/api/v1/audit/events?type=LogInFailed&limit=1000"))
                .hasSameSizeAs(failures)
                .allSatisfy(
                        event -> assertThat(event.path("payload").path("userId").asString())
                                .isNotEmpty());
    }

    /** Newest first. */
    private List<JsonNode> trailOf(String userId) {
        return items(auditor, "/api/v1/audit/events?limit=1000").stream()
                .filter(event -> event.path("payload").path("userId").asString().equals(userId))
                .toList();
    }

    private static List<JsonNode> items(Api api, String path) {
        return api.get(path).expect(200).json().path("items").valueStream().toList();
    }
}
