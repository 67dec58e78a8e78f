package io.atalaya.command.mqtt;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a connection of the same client: its latest publishes, so that one that it sends again because the
 * acknowledgement was lost is not taken for another. A client sends again only what it has in flight, so as many are
 * remembered as it has ever had.
 */
final class Session {
    private static final int AT_LEAST = 4;

    private final Map<Integer, Sent> latest = new LinkedHashMap<>();
    private int most = AT_LEAST;
    private volatile Duration lifetime;

    /** @param lifetime how long it outlives its connection; zero if not at all */
    Session(Duration lifetime) {
        this.lifetime = lifetime;
    }

    Duration lifetime() {
        return lifetime;
    }

    boolean outlivesItsConnection() {
        return lifetime.isPositive();
    }

    /** The client takes it up again. */
    void continueFor(Duration newLifetime) {
        lifetime = newLifetime;
    }

    void forget() {
        lifetime = Duration.ZERO;
    }

    /** @return what became of this very publish when it came before; {@code null} if it is another */
    synchronized @Nullable CompletableFuture<Fate> earlier(Publication publication) {
        Sent sent = latest.get(publication.packetId());
        return sent != null && sent.fingerprint() == publication.fingerprint() ? sent.fate() : null;
    }

    /** @param inFlight how many the client has in flight at present */
    synchronized void remember(Publication publication, int inFlight) {
        most = Math.max(most, inFlight + 1);
        latest.remove(publication.packetId());
        latest.put(publication.packetId(), new Sent(publication.fingerprint(), publication.fate()));
        var eldest = latest.entrySet().iterator();
        while (latest.size() > most) {
            eldest.next();
            eldest.remove();
        }
    }

    private record Sent(long fingerprint, CompletableFuture<Fate> fate) {}
}
