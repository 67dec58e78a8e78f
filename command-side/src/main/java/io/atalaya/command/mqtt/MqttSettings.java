package io.atalaya.command.mqtt;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How devices report over MQTT.
 *
 * @param enabled whether they can at all
 * @param port where the embedded server listens; 0 takes any that is free
 * @param bindAddress the one address that it listens on; if absent, all
 * @param sslBundle the Spring SSL bundle whose certificate the embedded server shows; if absent, it speaks plain TCP
 * @param maxConnections connections at once; one more is closed
 * @param receiveMaximum publishes of one connection that may wait for their commit; beyond, nothing more is read from it
 * @param maxPacketBytes a larger packet ends its connection
 * @param external the broker to read from instead
 */
public record MqttSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1883") int port,
        @Nullable String bindAddress,
        @Nullable String sslBundle,
        @DefaultValue("10000") int maxConnections,
        @DefaultValue("64") int receiveMaximum,
        @DefaultValue("1048576") int maxPacketBytes,
        @DefaultValue External external) {

    public MqttSettings {
        bindAddress = orNone(bindAddress);
        sslBundle = orNone(sslBundle);
        if (receiveMaximum < 1 || receiveMaximum > 65_535) {
            throw new IllegalArgumentException("atalaya.mqtt.receive-maximum must be between 1 and 65535");
        }
    }

    /** Whether devices connect to us. */
    boolean listens() {
        return enabled && external.url() == null;
    }

    /**
     * A broker that devices connect to, and we too.
     *
     * @param url such as {@code mqtt://broker.example:1883}, or mqtts for TLS; if absent, the embedded server is used
     * @param version 5 or 3, for MQTT 3.1.1
     * @param username for the broker, if it asks for one
     * @param clientId the same one after each start lets the broker keep what comes meanwhile; must differ between nodes.
     *     If absent, a random one
     * @param receiveMaximum messages that may wait for their commit
     * @param trustedTenant the tenant for whose devices the broker vouches; if absent, each message carries its device's key
     */
    public record External(
            @Nullable URI url,
            @DefaultValue("5") int version,
            @Nullable String username,
            @Nullable String password,
            @Nullable String clientId,
            @DefaultValue("256") int receiveMaximum,
            @Nullable UUID trustedTenant) {

        public External {
            username = orNone(username);
            password = orNone(password);
            clientId = orNone(clientId);
            url = url == null || url.toString().isBlank() ? null : url;
            if (url != null && (url.getHost() == null || !url.toString().matches("mqtts?://.*"))) {
                throw new IllegalArgumentException(
                        "atalaya.mqtt.external.url must look like mqtt://host:1883 or mqtts://host:8883, not " + url);
            }
            if (version != 5 && version != 3) {
                throw new IllegalArgumentException("atalaya.mqtt.external.version must be 5 or 3");
            }
            if (url != null && version == 3 && trustedTenant == null) {
                throw new IllegalArgumentException("MQTT 3.1.1 messages cannot carry a key:"
                        + " atalaya.mqtt.external.trusted-tenant must name the tenant that the broker vouches for");
            }
        }

        @Override
        public String toString() {
            return "External[" + url + "]";
        }
    }

    private static @Nullable String orNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
