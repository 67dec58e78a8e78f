package io.atalaya.command.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Session session = new Session(Duration.ofHours(1));

    @Test
    void aPublishThatComesAgainIsRecognised() {
        Publication first = publication(1, "a");
        session.remember(first, 1);

        assertThat(session.earlier(publication(1, "a"))).isSameAs(first.fate());
    }

    @Test
    void anotherPayloadOrAnotherPacketIsAnotherPublish() {
        session.remember(publication(1, "a"), 1);

        assertThat(session.earlier(publication(1, "b"))).isNull();
        assertThat(session.earlier(publication(2, "a"))).isNull();
    }

    @Test
    void asManyAreRememberedAsWereInFlightAtOnce() {
        for (int packetId = 1; packetId <= 100; packetId++) {
            session.remember(publication(packetId, "a"), packetId <= 50 ? 20 : 1);
        }

        assertThat(session.earlier(publication(100, "a"))).isNotNull();
        assertThat(session.earlier(publication(81, "a"))).isNotNull();
        assertThat(session.earlier(publication(79, "a"))).isNull();
    }

    private static Publication publication(int packetId, String payload) {
        return Publication.of("atalaya/SN-1/readings", payload.getBytes(StandardCharsets.UTF_8), packetId, false);
    }
}
