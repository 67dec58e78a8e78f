package io.atalaya.command.mqtt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.atalaya.command.identity.KeyWatch;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Who is connected, and the sessions of those who were lately. A client has one connection; the newest counts. */
@Component
class MqttConnections {
    /** How long a session outlives its connection at most. */
    static final Duration SESSION_EXPIRY = Duration.ofHours(1);

    private final KeyWatch keys;
    private final Map<Peer.Client, MqttConnection> open = new ConcurrentHashMap<>();
    private final Cache<Peer.Client, Session> sessions = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfter(Expiry.<Peer.Client, Session>writing((client, session) -> session.lifetime()))
            .build();

    MqttConnections(KeyWatch keys, MqttMeters meters) {
        this.keys = keys;
        meters.watch("atalaya.mqtt.connections", open::size);
    }

    /** The client's session, if it is still known. */
    @Nullable
    Session sessionOf(Peer.Client client) {
        MqttConnection connection = open.get(client);
        Session session = connection == null ? sessions.getIfPresent(client) : connection.session();
        return session != null && session.outlivesItsConnection() ? session : null;
    }

    /** The connection takes the place of an older one of the same client. */
    void opened(MqttConnection connection, Peer peer) {
        MqttConnection previous = open.put(peer.client(), connection);
        sessions.invalidate(peer.client());
        if (previous != null) {
            previous.end(MqttReasonCodes.Disconnect.SESSION_TAKEN_OVER);
        }
    }

    void closed(MqttConnection connection, Peer peer) {
        if (open.remove(peer.client(), connection) && peer.session().outlivesItsConnection()) {
            sessions.put(peer.client(), peer.session());
        }
    }

    /** @return how many clients have subscribed to it and can take it */
    int announce(String topic, byte[] payload) {
        int taken = 0;
        for (MqttConnection connection : open.values()) {
            if (connection.announce(topic, payload)) {
                taken++;
            }
        }
        return taken;
    }

    int count() {
        return open.size();
    }

    /** A key that is revoked, has expired or was rotated away ends the connections that it opened. */
    @Scheduled(fixedDelayString = "PT2S")
    void endThoseOfRefusedKeys() {
        List<MqttConnection> present = List.copyOf(open.values());
        Set<String> refused =
                keys.refused(present.stream().map(MqttConnection::keyText).toList());
        if (!refused.isEmpty()) {
            present.stream()
                    .filter(connection -> refused.contains(connection.keyText()))
                    .forEach(connection -> connection.end(MqttReasonCodes.Disconnect.NOT_AUTHORIZED));
        }
    }

    void endAll() {
        List.copyOf(open.values())
                .forEach(connection -> connection.end(MqttReasonCodes.Disconnect.SERVER_SHUTTING_DOWN));
    }
}
