package io.atalaya.app.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is not yours does not exist. */
class TenantIsolationTest {
    private final World mine = World.on(Node.shared());
    private final World theirs = World.on(Node.shared());

    @Test
    void nothingOfAnotherTenantCanBeReadOrChanged() {
        World.Device device = theirs.device();
        String rule = theirs.tooWarmRule(device);
        String site = theirs.owner()
                .post("/api/v1/sites", Map.of("name", "Theirs"))
                .expect(201)
                .text("id");
        String asset = theirs.owner()
                .post("/api/v1/assets", Map.of("name", "Theirs", "type", "COLD_CELL", "siteId", site))
                .expect(201)
                .text("id");
        device.report("their-report", 9).expect(202);
        String alert = theirs.awaitAlert(device, "ACTIVE").path("id").asString();
        String ticket = theirs.owner()
                .post("/api/v1/tickets", Map.of("title", "Theirs"))
                .expect(201)
                .text("id");
        await().until(() -> theirs.owner().get("/api/v1/tickets/" + ticket).status() == 200);
        await().until(() ->
                theirs.owner().get("/api/v1/audit/trace/their-report").status() == 200);

        for (String path : List.of(
                "/devices/" + device.id(),
                "/devices/" + device.id() + "/status",
                "/devices/" + device.id() + "/readings",
                "/devices/" + device.id() + "/readings/latest",
                "/rules/" + rule,
                "/sites/" + site,
                "/assets/" + asset,
                "/alerts/" + alert,
                "/tickets/" + ticket,
                "/audit/trace/their-report")) {
            assertThat(mine.owner().get("/api/v1" + path).expect(404).code())
                    .as(path)
                    .isEqualTo("not_found");
            theirs.owner().get("/api/v1" + path).expect(200);
        }
        for (String path : List.of("/devices", "/rules", "/sites", "/assets", "/alerts", "/tickets")) {
            assertThat(mine.owner().get("/api/v1" + path).expect(200).json().path("items"))
                    .as(path)
                    .isEmpty();
        }
        assertThat(mine.owner()
                        .get("/api/v1/audit/events?limit=1000")
                        .expect(200)
                        .response()
                        .body())
                .doesNotContain(theirs.tenantId());

        Api owner = mine.owner();
        owner.post("/api/v1/alerts/" + alert + "/acknowledge", null).expect(404);
        owner.post("/api/v1/alerts/" + alert + "/resolve", Map.of("note", "x", "force", true))
                .expect(404);
        owner.post("/api/v1/tickets/" + ticket + "/start", null).expect(404);
        owner.post("/api/v1/tickets/" + ticket + "/complete", null).expect(404);
        owner.post(
                        "/api/v1/devices/" + device.id() + "/readings",
                        Map.of("readings", List.of(Map.of("metric", "temperature", "value", 1))))
                .expect(404);
        assertThat(owner.post(
                                "/api/v1/rules",
                                Map.of(
                                        "name",
                                        "Spy",
                                        "type",
                                        "X",
                                        "metric",
                                        "temperature",
                                        "comparison",
                                        "GT",
                                        "threshold",
                                        0,
                                        "severity",
                                        "INFO",
                                        "deviceId",
                                        device.id()))
                        .expect(400)
                        .code())
                .isEqualTo("reference_not_found");
        owner.with("X-Tenant-Id", theirs.tenantId()).get("/api/v1/devices").expect(404);
    }

    @Test
    void aDeviceSpeaksForItselfOnlyAndReadsNothing() {
        World.Device device = mine.device();
        World.Device sibling = mine.device();
        device.report(3).expect(202);
        device.api()
                .post(
                        "/api/v1/devices/" + sibling.id() + "/readings",
                        Map.of("readings", List.of(Map.of("metric", "temperature", "value", 1))))
                .expect(404);
        assertThat(device.api().get("/api/v1/devices").expect(403).code()).isEqualTo("forbidden");
        assertThat(device.api()
                        .post("/api/v1/sites", Map.of("name", "x"))
                        .expect(403)
                        .code())
                .isEqualTo("forbidden");
        for (String header : List.of("X-API-Key", "x-device-key")) {
            Node.shared()
                    .api()
                    .with(header, device.key())
                    .post(
                            "/api/v1/devices/" + device.id() + "/readings",
                            Map.of("readings", List.of(Map.of("metric", "temperature", "value", 1))))
                    .expect(202);
        }
        Node.shared()
                .api()
                .withToken(device.key())
                .post(
                        "/api/v1/devices/" + device.id() + "/readings",
                        Map.of("readings", List.of(Map.of("metric", "temperature", "value", 1))))
                .expect(202);
    }

    @Test
    void aUserOfSeveralTenantsNamesOneAndPlatformStaffActInAny() {
        Api admin = Node.shared().api().logInAsAdmin();
        assertThat(admin.get("/api/v1/devices").expect(400).code()).isEqualTo("tenant_required");
        admin.with("X-Tenant-Id", mine.tenantId()).get("/api/v1/devices").expect(200);
        assertThat(admin.with("X-Tenant-Id", "nonsense")
                        .get("/api/v1/devices")
                        .expect(400)
                        .code())
                .isEqualTo("tenant_invalid");
        admin.with("X-Tenant-Id", "7d6ef9b2-5f3b-4f39-9e4e-0d5f5d0a3c11")
                .get("/api/v1/devices")
                .expect(404);
        await().until(() -> admin.get("/api/v1/tenants/" + mine.tenantId()).status() == 200);
    }

    @Test
    void metricsAreForPlatformStaffOnly() {
        mine.owner().get("/actuator/prometheus").expect(403);
        mine.device().api().get("/actuator/prometheus").expect(403);
        Node.shared().api().get("/actuator/prometheus").expect(401);
        Node.shared().api().logInAsAdmin().get("/actuator/prometheus").expect(200);
        Node.shared().api().get("/actuator/health").expect(200);
    }

    @Test
    void eachRoleMayDoItsPartAndNoMore() {
        World.Device device = mine.device();
        Api viewer = mine.member(Role.VIEWER);
        assertThat(viewer.get("/api/v1/devices").expect(403).code()).isEqualTo("forbidden");
        Api technician = mine.member(Role.TECHNICIAN);
        await().until(() -> technician.get("/api/v1/devices/" + device.id()).status() == 200);
        technician.post("/api/v1/sites", Map.of("name", "x")).expect(403);
        Api auditor = mine.member(Role.AUDITOR);
        auditor.get("/api/v1/audit/events").expect(200);
        auditor.post("/api/v1/tickets", Map.of("title", "x")).expect(403);
        Api operator = mine.member(Role.OPERATOR);
        operator.post("/api/v1/tickets", Map.of("title", "x")).expect(201);
        operator.get("/api/v1/audit/events").expect(403);
        Api engineer = mine.member(Role.ENGINEER);
        engineer.post("/api/v1/devices", Map.of("name", "n", "type", "t", "serialNumber", "by-engineer"))
                .expect(201);
        mine.owner().post("/api/v1/tenants", Map.of("name", "x")).expect(403);
    }
}
