package io.atalaya.app.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.app.support.World.Device;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Devices' messages from a broker that others operate: what is acknowledged to it is stored, and proven whose it is. */
class ExternalBrokerTest {
    private static final TestBroker BROKER = new TestBroker();
    private static final String DATABASE = TestPostgres.freshDatabase();
    private static final Node NODE = Node.start(
            DATABASE,
            Map.of(
                    "atalaya.mqtt.enabled",
                    true,
                    "atalaya.mqtt.external.url",
                    BROKER.url(),
                    "atalaya.mqtt.external.username",
                    "atalaya",
                    "atalaya.mqtt.external.password",
                    "broker-secret"));
    private static final World WORLD = World.on(NODE);

    private final Device device = WORLD.device();
    private final String readings = "atalaya/" + device.id() + "/readings";

    @AfterAll
    static void stop() {
        NODE.close();
        BROKER.close();
    }

    @Test
    void aMessageWithItsDevicesKeyIsStoredAndAcknowledged() {
        int packet = BROKER.deliver(readings, aReport("m-1", -18.5), device.key());

        await().until(() -> BROKER.isAcknowledged(packet));
        awaitStored(device, 1);
        assertThat(BROKER.credentials()).isEqualTo("atalaya:broker-secret");
        assertThat(BROKER.filters())
                .contains("$share/atalaya/atalaya/+/readings", "$share/atalaya/atalaya/+/dialect/ker")
                .doesNotContain("$share/atalaya/atalaya/+/commands");
    }

    @Test
    void aTenantsNotificationsArePublishedThere() {
        String channels = "/api/v1/notification-channels";
        String channel = WORLD.owner()
                .post(channels, Map.of("name", "Kitchen", "type", "MQTT", "topic", "kitchen"))
                .expect(201)
                .text("id");
        WORLD.owner().post(channels + "/" + channel + "/test", null).expect(200);

        await().until(() -> WORLD.owner()
                .get("/api/v1/notifications?channel=" + channel)
                .json()
                .at("/items/0/status")
                .asString()
                .equals("SENT"));
        assertThat(BROKER.published("atalaya/tenants/" + WORLD.tenantId() + "/notifications/kitchen"))
                .contains("\"type\":\"test\"");
    }

    @Test
    void nothingIsAcknowledgedBeforeItsCommit() throws SQLException {
        int packet;
        try (Connection connection = DriverManager.getConnection(DATABASE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table telemetry_event in share mode");
            packet = BROKER.deliver(readings, aReport("held", 4), device.key());
            await().during(Duration.ofMillis(500)).until(() -> !BROKER.isAcknowledged(packet));
            connection.rollback();
        }

        await().until(() -> BROKER.isAcknowledged(packet));
    }

    @Test
    void aMessageThatProvesNothingIsDropped() {
        Device stranger = World.on(NODE).device();
        int keyless = BROKER.deliver(readings, aReport("m-1", 1), null);
        int wrong = BROKER.deliver(readings, aReport("m-2", 1), device.key() + "x");
        int foreign = BROKER.deliver(readings, aReport("m-3", 1), stranger.key());
        int broken = BROKER.deliver(readings, "no JSON", device.key());
        int right = BROKER.deliver(readings, aReport("m-4", 1), device.key());

        for (int packet : new int[] {keyless, wrong, foreign, broken, right}) {
            await().until(() -> BROKER.isAcknowledged(packet));
        }
        awaitStored(device, 1);
    }

    @Test
    void aBrokerThatIsTrustedSpeaksForOneTenantOnly() {
        Device stranger = World.on(NODE).device();
        try (TestBroker trusted = new TestBroker();
                Node second = Node.start(
                        DATABASE,
                        Map.of(
                                "atalaya.mqtt.enabled",
                                true,
                                "atalaya.mqtt.external.url",
                                trusted.url(),
                                "atalaya.mqtt.external.version",
                                3,
                                "atalaya.mqtt.external.trusted-tenant",
                                WORLD.tenantId()))) {
            int own = trusted.deliver("atalaya/" + device.serialNumber() + "/readings", aReport("m-1", 2), null);
            int foreign = trusted.deliver("atalaya/" + stranger.id() + "/readings", aReport("m-1", 2), null);

            await().until(() -> trusted.isAcknowledged(own) && trusted.isAcknowledged(foreign));
            awaitStored(device, 1);
            assertThat(stored(stranger)).isZero();
            assertThat(trusted.filters()).contains("atalaya/+/readings");
            assertThat(second.port()).isPositive();
        }
    }

    private static String aReport(String messageId, double celsius) {
        return "{\"messageId\":\"" + messageId + "\",\"readings\":[{\"metric\":\"temperature\",\"value\":" + celsius
                + "}]}";
    }

    private static void awaitStored(Device device, long count) {
        NODE.awaitCaughtUp();
        assertThat(stored(device)).isEqualTo(count);
    }

    private static long stored(Device device) {
        return NODE.jdbc()
                .sql("select count(*) from reading where device_id = :device::uuid")
                .param("device", device.id())
                .query(Long.class)
                .single();
    }
}
