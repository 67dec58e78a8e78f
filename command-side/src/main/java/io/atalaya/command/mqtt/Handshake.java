package io.atalaya.command.mqtt;

import io.atalaya.command.identity.ApiKeys;
import io.atalaya.command.identity.AuthenticatedKey;
import io.atalaya.kernel.Rejection;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttIdentifierRejectedException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client asks for when it connects, and what it gets. */
final class Handshake {
    private static final Logger log = LoggerFactory.getLogger(Handshake.class);
    /** A client with less room than this gets reason codes without reasons. */
    private static final int ROOM_FOR_REASONS = 512;

    private final MqttServices services;
    private final String ip;
    private final boolean isVersion5;
    private final boolean startsClean;
    private final String clientId;
    private final int keepAliveSeconds;
    private final MqttProperties properties;
    private final @Nullable String keyText;

    Handshake(MqttConnectMessage message, Channel channel, MqttServices services) {
        this.services = services;
        this.ip = channel.remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "";
        this.isVersion5 = message.variableHeader().version() == MqttVersion.MQTT_5.protocolLevel();
        this.startsClean = message.variableHeader().isCleanSession();
        this.clientId = message.payload().clientIdentifier();
        this.keepAliveSeconds = message.variableHeader().keepAliveTimeSeconds();
        this.properties = message.variableHeader().properties();
        this.keyText = keyText(message.payload().userName(), message.payload().passwordInBytes());
    }

    /** The key is the password, or else the user name, for firmware that has only one of them. */
    private static @Nullable String keyText(@Nullable String userName, byte @Nullable [] password) {
        String text = password == null ? "" : new String(password, StandardCharsets.UTF_8);
        boolean inUserName = userName != null && userName.startsWith(ApiKeys.PREFIX);
        return text.isEmpty() || (inUserName && !text.startsWith(ApiKeys.PREFIX)) ? userName : text;
    }

    sealed interface Outcome {}

    /** @param answer with which the connection ends */
    record Refused(MqttMessage answer) implements Outcome {}

    record Admitted(Peer peer, MqttMessage answer) implements Outcome {}

    /** One and a half times what the client promised (MQTT-3.1.2-22); 0 if it promised nothing. */
    int longestSilenceSeconds() {
        return keepAliveSeconds + keepAliveSeconds / 2;
    }

    /** May wait for the database, so not on an event loop. */
    Outcome decide() {
        if (properties.getProperty(MqttProperties.AUTHENTICATION_METHOD) != null) {
            return refused(MqttConnectReturnCode.CONNECTION_REFUSED_BAD_AUTHENTICATION_METHOD);
        }
        if (clientId.isEmpty() && !isVersion5 && !startsClean) {
            return refused(MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED);
        }
        if (services.connections().count() >= services.settings().maxConnections()) {
            return refused(
                    isVersion5
                            ? MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY
                            : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE);
        }
        try {
            return admitted(services.gate().admit(keyText, ip));
        } catch (Rejection rejection) {
            return new Refused(Answers.connectRefused(rejection, isVersion5));
        } catch (RuntimeException failure) {
            log.error("Nobody can tell now who connects from {}", ip, failure);
            return refused(Answers.unavailable(isVersion5));
        }
    }

    private Outcome admitted(AuthenticatedKey key) {
        String id = clientId.isEmpty() ? UUID.randomUUID().toString() : clientId;
        Peer.Client client = new Peer.Client(key.id(), id);
        Session known = startsClean ? null : services.connections().sessionOf(client);
        if (known != null) {
            known.continueFor(sessionLifetime());
        }
        Peer peer = new Peer(
                client,
                key,
                String.valueOf(keyText),
                key.caller(ip),
                known == null ? new Session(sessionLifetime()) : known,
                isVersion5,
                number(MqttProperties.REQUEST_PROBLEM_INFORMATION, 1) != 0
                        && number(MqttProperties.MAXIMUM_PACKET_SIZE, Integer.MAX_VALUE) >= ROOM_FOR_REASONS);
        return new Admitted(
                peer,
                MqttMessageBuilders.connAck()
                        .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                        .sessionPresent(known != null)
                        .properties(isVersion5 ? whatWeDo(id) : MqttProperties.NO_PROPERTIES)
                        .build());
    }

    private Duration sessionLifetime() {
        if (!isVersion5) {
            return startsClean ? Duration.ZERO : MqttConnections.SESSION_EXPIRY;
        }
        long wanted = Integer.toUnsignedLong(number(MqttProperties.SESSION_EXPIRY_INTERVAL, 0));
        return Duration.ofSeconds(Math.min(wanted, MqttConnections.SESSION_EXPIRY.toSeconds()));
    }

    /** What a server must say that does not do all that clients may expect (MQTT 5, 3.2.2.3). */
    private MqttProperties whatWeDo(String id) {
        MqttProperties offer = new MqttProperties();
        add(offer, MqttProperties.RECEIVE_MAXIMUM, services.settings().receiveMaximum());
        add(offer, MqttProperties.MAXIMUM_QOS, 1);
        add(offer, MqttProperties.RETAIN_AVAILABLE, 0);
        add(offer, MqttProperties.MAXIMUM_PACKET_SIZE, services.settings().maxPacketBytes());
        add(offer, MqttProperties.WILDCARD_SUBSCRIPTION_AVAILABLE, 0);
        add(offer, MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0);
        add(offer, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, 0);
        int longest = (int) MqttConnections.SESSION_EXPIRY.toSeconds();
        if (Integer.compareUnsigned(number(MqttProperties.SESSION_EXPIRY_INTERVAL, 0), longest) > 0) {
            add(offer, MqttProperties.SESSION_EXPIRY_INTERVAL, longest);
        }
        if (clientId.isEmpty()) {
            offer.add(new MqttProperties.StringProperty(MqttProperties.ASSIGNED_CLIENT_IDENTIFIER, id));
        }
        return offer;
    }

    private static void add(MqttProperties properties, int id, int value) {
        properties.add(new MqttProperties.IntegerProperty(id, value));
    }

    private int number(int property, int otherwise) {
        return properties.getProperty(property) instanceof MqttProperties.IntegerProperty given
                ? given.value()
                : otherwise;
    }

    private static Outcome refused(MqttConnectReturnCode code) {
        return new Refused(Answers.connectRefused(code));
    }

    /** @return the answer to a first packet that cannot be understood; {@code null} if it is none of MQTT's */
    static @Nullable MqttMessage refusalOf(Throwable cause) {
        return switch (cause) {
            case MqttUnacceptableProtocolVersionException other ->
                Answers.connectRefused(MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION);
            case MqttIdentifierRejectedException other ->
                Answers.connectRefused(MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED);
            default -> null;
        };
    }
}
