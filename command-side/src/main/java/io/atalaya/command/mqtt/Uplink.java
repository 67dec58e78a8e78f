package io.atalaya.command.mqtt;

import io.atalaya.command.limit.Balance;
import io.atalaya.kernel.Rejection;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's publishes, from the socket to their acknowledgements. They are taken in their order by one virtual
 * thread at a time, which may wait; many can be on their way to the same commit. They are acknowledged in their order
 * (MQTT-4.6.0-2), each after its own commit. While too many are unanswered, nothing more is read.
 */
final class Uplink {
    private static final Logger log = LoggerFactory.getLogger(Uplink.class);
    private static final int PRINTED_TOPIC = 100;
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(1).toNanos();

    private final Channel channel;
    private final Peer peer;
    private final Consumer<MqttReasonCodes.Disconnect> end;
    private final PublishedReports reports;
    private final Gate gate;
    private final MqttMeters meters;
    private final HeldPayloads held;
    private final Executor virtualThreads;
    private final int receiveMaximum;

    private final Queue<Publication> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean answersDue = new AtomicBoolean();

    /** Of the event loop only, like what follows. */
    private final ArrayDeque<Publication> unanswered = new ArrayDeque<>();

    private boolean isPaused;
    private boolean awaitsRoom;
    private int refusals;

    /** @param end ends the connection */
    Uplink(Channel channel, Peer peer, MqttServices services, Consumer<MqttReasonCodes.Disconnect> end) {
        this.channel = channel;
        this.peer = peer;
        this.end = end;
        this.reports = services.reports();
        this.gate = services.gate();
        this.meters = services.meters();
        this.held = services.held();
        this.virtualThreads = services.virtualThreads();
        this.receiveMaximum = services.settings().receiveMaximum();
    }

    /** On the event loop. */
    void offer(Publication publication) {
        held.add(publication.payload().length);
        unanswered.add(publication);
        CompletableFuture<Fate> earlier = null;
        if (publication.needsAcknowledgement()) {
            earlier = publication.isRepeated() ? peer.session().earlier(publication) : null;
            peer.session().remember(publication, unanswered.size());
        }
        if (earlier == null) {
            enqueue(publication);
        } else {
            earlier.thenAccept(fate -> {
                if (fate instanceof Fate.Unknown) {
                    enqueue(publication);
                } else {
                    conclude(publication, fate instanceof Fate.Stored ? new Fate.Stored(false) : fate);
                }
            });
        }
        pauseIfFull();
    }

    private void enqueue(Publication publication) {
        inbox.add(publication);
        if (waiting.getAndIncrement() == 0) {
            virtualThreads.execute(this::drain);
        }
    }

    /** Goes on after the connection is closed: what came in whole counts. */
    private void drain() {
        do {
            take(Objects.requireNonNull(inbox.poll(), "each was added before it was counted"));
        } while (waiting.decrementAndGet() > 0);
    }

    private void take(Publication publication) {
        try {
            requireAllowance(publication);
            reports.take(publication.topic(), publication.payload(), peer.caller(), channel::isActive)
                    .whenComplete((isNew, failure) -> conclude(publication, fateOf(isNew, failure)));
        } catch (RuntimeException failure) {
            conclude(publication, Fate.of(failure));
        } catch (Error failure) {
            // The connection's other publishes must still be taken, and what this one holds be given back.
            log.error("A publish could not be handled", failure);
            conclude(publication, new Fate.Unknown());
        }
    }

    private static Fate fateOf(@Nullable Boolean isNew, @Nullable Throwable failure) {
        if (isNew != null) {
            return new Fate.Stored(isNew);
        }
        log.error("A report may not have been stored", failure);
        return new Fate.Unknown();
    }

    /**
     * MQTT 3.1.1 has no word for "later", so that whoever speaks it is read more slowly instead. Not for longer than its
     * connection lasts, or than there is room for others' payloads beside those that wait here.
     */
    private void requireAllowance(Publication publication) {
        Balance balance = gate.take(peer.key());
        while (!balance.granted()) {
            if (peer.isVersion5() || !publication.needsAcknowledgement()) {
                throw balance.refusal();
            }
            if (!channel.isActive() || held.isFull()) {
                throw Rejection.of(
                        Rejection.Code.INGESTION_OVERLOADED, "The key has been used too often; send it again");
            }
            LockSupport.parkNanos(Math.min(balance.nanosUntilMore(), LONGEST_WAIT_NANOS));
            balance = gate.take(peer.key());
        }
    }

    /** On any thread, the log's writer among them: so only what is short. */
    private void conclude(Publication publication, Fate fate) {
        meters.published(fate);
        publication.fate().complete(fate);
        if (answersDue.compareAndSet(false, true) && !channel.eventLoop().isShuttingDown()) {
            channel.eventLoop().execute(this::answer);
        }
        held.release(publication.payload().length);
    }

    private void answer() {
        answersDue.set(false);
        boolean answered = false;
        Publication first = unanswered.peek();
        while (first != null && first.fate().isDone()) {
            unanswered.poll();
            answered |= answer(first, first.fate().resultNow());
            first = unanswered.peek();
        }
        if (answered) {
            channel.flush();
        }
        resumeIfRoom();
    }

    private boolean answer(Publication publication, Fate fate) {
        boolean needsAnswer = publication.needsAcknowledgement();
        switch (fate) {
            case Fate.Stored ignored -> {
                if (needsAnswer) {
                    channel.write(Answers.acknowledged(publication.packetId()));
                }
            }
            case Fate.Refused(Rejection rejection) -> {
                tellOperator(publication, rejection);
                if (needsAnswer) {
                    channel.write(Answers.refused(publication.packetId(), rejection, peer));
                }
            }
            case Fate.Unknown ignored -> {
                if (needsAnswer) {
                    // Whoever connects again sends again what was not acknowledged; what is has to be out before.
                    channel.flush();
                    end.accept(MqttReasonCodes.Disconnect.SERVER_BUSY);
                    unanswered.clear();
                }
            }
        }
        return needsAnswer;
    }

    /** The first refusal of a connection is worth a line; a device that does nothing else must not fill the log. */
    private void tellOperator(Publication publication, Rejection rejection) {
        if (refusals++ == 0) {
            log.info(
                    "Publish on {} by key {} refused: {} {}; further refusals of this connection are only counted",
                    printable(publication.topic()),
                    peer.key().id(),
                    rejection.code().wireName(),
                    rejection.getMessage());
        }
    }

    private static String printable(String topic) {
        return topic.substring(0, Math.min(topic.length(), PRINTED_TOPIC)).replaceAll("\\p{Cntrl}", "?");
    }

    private void pauseIfFull() {
        if (!isPaused && (unanswered.size() >= receiveMaximum || !channel.isWritable() || held.isFull())) {
            isPaused = true;
            channel.config().setAutoRead(false);
            resumeIfRoom();
        }
    }

    /** On the event loop: whoever does not read our answers is not read either. */
    void writabilityChanged() {
        pauseIfFull();
        resumeIfRoom();
    }

    private void resumeIfRoom() {
        if (!isPaused || unanswered.size() > receiveMaximum / 2 || !channel.isWritable()) {
            return;
        }
        if (!held.isFull()) {
            isPaused = false;
            channel.config().setAutoRead(true);
        } else if (!awaitsRoom) {
            awaitsRoom = true;
            held.whenThereIsRoom(() -> channel.eventLoop().execute(() -> {
                awaitsRoom = false;
                resumeIfRoom();
            }));
        }
    }

    /** Whether the silence of the other end is of our own making. */
    boolean isPaused() {
        return isPaused;
    }
}
