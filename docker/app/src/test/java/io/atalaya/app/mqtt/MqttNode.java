package io.atalaya.app.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.command.mqtt.MqttListener;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** The node that the tests of the embedded MQTT server share, and clients of it. */
final class MqttNode {
    private static final String DATABASE = TestPostgres.freshDatabase();

    static final Node NODE = Node.start(
            DATABASE,
            Map.of(
                    "atalaya.mqtt.enabled", true,
                    "atalaya.mqtt.port", 0,
                    "atalaya.mqtt.max-packet-bytes", 65_536,
                    "atalaya.mqtt.receive-maximum", 32));
    static final int PORT = NODE.bean(MqttListener.class).port();

    private MqttNode() {}

    /** Holds up every commit of reports while the work is done. */
    static void whileNothingCanBeAppended(Runnable work) {
        try (Connection connection = DriverManager.getConnection(DATABASE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table telemetry_event in share mode");
            work.run();
            connection.rollback();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Connected with the device's key, by MQTT 5. */
    static Mqtt5AsyncClient connected(World.Device device) {
        Mqtt5AsyncClient client = client(device.key());
        client.connect().join();
        return client;
    }

    static Mqtt5AsyncClient client(String key) {
        return MqttClient.builder()
                .identifier("test-" + UUID.randomUUID())
                .serverHost("localhost")
                .serverPort(PORT)
                .useMqttVersion5()
                .simpleAuth()
                .username("device")
                .password(key.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
    }

    static Mqtt3BlockingClient client3(String key) {
        return MqttClient.builder()
                .identifier("test-" + UUID.randomUUID())
                .serverHost("localhost")
                .serverPort(PORT)
                .useMqttVersion3()
                .simpleAuth()
                .username("device")
                .password(key.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
    }
}
