package io.atalaya.app.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Somebody can log in after the first start, and the second start changes nothing. */
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest {

    @Test
    void theDemoDataAreThereOnceHoweverOftenItStarts() {
        String database = TestPostgres.emptyDatabase();
        Map<String, Object> settings = Map.of("atalaya.demo", true, "atalaya.admin.password", "");
        long events;
        try (Node node = Node.start(database, settings)) {
            node.awaitCaughtUp();
            Api technician = node.api().logIn("tech@example.com", "technician123");
            JsonNode memberships = technician.get("/api/v1/auth/me").json().path("memberships");
            assertThat(memberships).hasSize(2);
            int sites = 0;
            int devices = 0;
            for (JsonNode membership : memberships) {
                Api inTenant = technician.with(
                        "X-Tenant-Id", membership.path("tenantId").asString());
                sites += inTenant.get("/api/v1/sites").json().path("items").size();
                devices += inTenant.get("/api/v1/devices").json().path("items").size();
            }
            assertThat(sites).isEqualTo(3);
            assertThat(devices).isEqualTo(4);
            Api customer = node.api().logIn("customer1@example.com", "customer123");
            JsonNode alerts = await().until(
                            () -> customer.get("/api/v1/alerts?status=RESOLVED")
                                    .json()
                                    .path("items"),
                            found -> found.size() == 4);
            String device = alerts.path(0).path("deviceId").asString();
            assertThat(customer.get("/api/v1/devices/" + device + "/readings?metric=temperature&limit=1000")
                            .json()
                            .path("items"))
                    .hasSize(72);
            node.api()
                    .logIn("admin@example.com", "administrator123")
                    .get("/api/v1/tenants")
                    .expect(200);
            node.awaitCaughtUp();
            events = count(node);
        }
        try (Node node = Node.start(database, settings)) {
            assertThat(count(node)).isEqualTo(events);
            node.api().logIn("customer2@example.com", "customer123");
        }
    }

    @Test
    void withoutDemoDataAndPasswordARandomOneIsPrintedOnce(CapturedOutput output) {
        String database = TestPostgres.freshDatabase();
        Map<String, Object> settings =
                Map.of("atalaya.admin.password", "", "logging.level.io.atalaya.app.setup", "INFO");
        try (Node node = Node.start(database, settings)) {
            String password = output.getOut()
                    .replaceAll("(?s).*Administrator " + Node.ADMIN_EMAIL + " with the password (\\S+) .*", "$1");
            assertThat(password).hasSizeGreaterThan(20);
            node.api().logIn(Node.ADMIN_EMAIL, password).get("/api/v1/tenants").expect(200);
        }
        int before = output.getOut().length();
        Node.start(database, settings).close();
        assertThat(output.getOut().substring(before)).doesNotContain("with the password");
    }

    private static long count(Node node) {
        return node.jdbc()
                .sql("select count(*) from domain_event")
                .query(Long.class)
                .single();
    }
}
