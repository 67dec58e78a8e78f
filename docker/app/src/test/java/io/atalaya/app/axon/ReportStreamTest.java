package io.atalaya.app.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.telemetry.ReportBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportStreamTest {
    private final SharedLog log = new SharedLog();

    @Test
    void whatThisNodeAppendedIsNotReadBackFromTheLog() throws InterruptedException {
        log.appendHere(3, 1);
        BlockingStream<TrackedEventMessage<?>> stream = stream(log);
        take(stream);
        int before = log.reads();

        log.appendHere(2, 1);
        log.appendHere(1, 2);

        assertThat(take(stream)).containsExactlyInAnyOrder("4", "5", "6");
        assertThat(log.reads()).isEqualTo(before);
    }

    @Test
    void whatAnotherNodeAppendedInBetweenIsReadFromTheLog() throws InterruptedException {
        log.appendHere(2, 1);
        BlockingStream<TrackedEventMessage<?>> stream = stream(log);
        take(stream);

        log.beginElsewhere();
        log.commitElsewhere(1);
        log.appendHere(1, 1);

        assertThat(take(stream)).containsExactly("3", "4");
    }

    @Test
    void whatAnotherNodeAppendedIsReadEvenIfItWasKnownBeforeThisNodeWentOn() throws InterruptedException {
        log.appendHere(1, 1);
        BlockingStream<TrackedEventMessage<?>> stream = stream(log);
        take(stream);
        log.beginElsewhere();
        log.commitElsewhere(1);
        log.look();
        log.appendHere(1, 1);

        assertThat(take(stream)).containsExactly("2", "3");
    }

    @Test
    void whatIsCommittedLaterThanWhatFollowedItIsNotMissed() throws InterruptedException {
        log.appendHere(1, 1);
        BlockingStream<TrackedEventMessage<?>> stream = stream(log);
        take(stream);
        log.beginElsewhere();
        log.appendHere(1, 1);
        assertThat(take(stream)).containsExactly("3");

        log.commitElsewhere(1);

        assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
        assertThat(take(stream)).containsExactly("2");
    }

    @Test
    void whatIsCommittedLateIsReadEvenWhileMoreKeepsComing() throws InterruptedException {
        log.appendHere(1, 1);
        BlockingStream<TrackedEventMessage<?>> stream = stream(log);
        take(stream);
        log.beginElsewhere();
        log.appendHere(1, 1);
        take(stream);
        log.commitElsewhere(1);

        List<String> followed = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!followed.contains("2") && System.nanoTime() < end) {
            log.appendHere(1, 1);
            followed.addAll(take(stream));
        }

        assertThat(followed).contains("2");
    }

    @Test
    void nothingMoreIsHandedOutRightAfterALargeBatch() throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> stream =
                log.source().paced(Duration.ofHours(1)).openStream(null);
        log.appendHere(70_000, 1);
        assertThat(take(stream)).hasSize(ReportSource.MAX_READINGS);
        assertThat(take(stream)).as("more than fits into a batch need not wait").isNotEmpty();
        while (!take(stream).isEmpty()) {
            // until the last batch, which is not full
        }
        log.appendHere(1, 1);

        assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aBatchThatWasCutDoesNotPauseEvenIfNotOneMoreReadingWouldHaveBeenTooMuch() throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> stream =
                log.source().paced(Duration.ofHours(1)).openStream(null);
        log.appendHere(1, 1);
        take(stream);
        BlockingStream<TrackedEventMessage<?>> next =
                log.source().paced(Duration.ofHours(1)).openStream(GapAwareTrackingToken.newInstance(1, List.of()));

        log.appendHere(3, 1, ReportSource.MAX_READINGS - 1_000);

        assertThat(take(next)).hasSize(1);
        assertThat(take(next)).hasSize(1);
        assertThat(take(next)).hasSize(1);
        log.appendHere(1, 1);
        assertThat(next.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void thePartsOfABatchHaveOneTokenAndKeepADevicesReportsTogetherInOrder() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            for (int device = 0; device < 20; device++) {
                log.appendHere(1, device);
            }
        }
        BlockingStream<TrackedEventMessage<?>> stream = stream(log);
        Set<TrackingToken> tokens = new HashSet<>();
        Map<Object, Integer> partitions = new HashMap<>();
        Map<Object, Long> last = new HashMap<>();
        while (stream.hasNextAvailable(0, TimeUnit.SECONDS)) {
            TrackedEventMessage<?> message = stream.nextAvailable();
            tokens.add(message.trackingToken());
            ReportBatch batch = (ReportBatch) message.getPayload();
            batch.reports().forEach(report -> {
                Object device = report.getPayload().deviceId();
                assertThat(partitions.merge(device, batch.partition(), Math::max))
                        .isEqualTo(batch.partition());
                Long before = last.put(device, Long.valueOf(report.getIdentifier()));
                assertThat(before == null || before < Long.parseLong(report.getIdentifier()))
                        .isTrue();
            });
        }

        assertThat(tokens).hasSize(1);
        assertThat(last).hasSize(20);
        assertThat(partitions.values()).contains(0, 1, 2, 3);
    }

    @Test
    void aFollowerThatFallsBehindSlowsTheWriterDownButCannotStopIt() throws InterruptedException {
        log.appendHere(1, 1);
        BlockingStream<TrackedEventMessage<?>> stream = stream(log);
        take(stream);
        for (int append = 0; append < 30; append++) {
            log.appendHere(5_000, 1);
        }
        int followed = 0;
        for (List<String> batch = take(stream); !batch.isEmpty(); batch = take(stream)) {
            followed += batch.size();
        }

        assertThat(followed).isEqualTo(150_000);
    }

    /** Steps: 0 to 3 append here, 4 takes a position elsewhere, 5 commits there, 6 looks, 7 follows, 8 starts again. */
    @Property(tries = 1000)
    void eachReportIsFollowedOnceWhateverNodesDoInWhateverOrder(@ForAll @Size(max = 60) List<Integer> steps)
            throws InterruptedException {
        SharedLog shared = new SharedLog();
        ReportSource source = shared.source();
        Follower follower = new Follower(source);
        for (int step : steps) {
            int kind = Math.floorMod(step, 9);
            switch (kind) {
                case 4 -> shared.beginElsewhere();
                case 5 -> shared.commitElsewhere(Math.floorMod(step, 5));
                case 6 -> shared.look();
                case 7 -> follower.follow();
                case 8 -> follower.startAgain();
                default -> shared.appendHere(kind, Math.floorMod(step, 5));
            }
        }
        shared.look();
        follower.startAgain();
        follower.follow();

        assertThat(follower.handled()).containsExactlyInAnyOrderElementsOf(shared.committed());
    }

    private static BlockingStream<TrackedEventMessage<?>> stream(SharedLog log) {
        return log.source().paced(Duration.ZERO).openStream(null);
    }

    private static List<String> take(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        TrackingToken token = null;
        while (stream.hasNextAvailable(0, TimeUnit.SECONDS)) {
            TrackingToken next = stream.peek().orElseThrow().trackingToken();
            if (token != null && !token.equals(next)) {
                break;
            }
            token = next;
            ReportBatch batch = (ReportBatch) stream.nextAvailable().getPayload();
            batch.reports().forEach(report -> taken.add(report.getIdentifier()));
        }
        return taken;
    }

    /** Keeps its token as a processor does. */
    private static final class Follower {
        private final ReportSource source;
        private final List<String> handled = new ArrayList<>();
        private @Nullable TrackingToken token;
        private BlockingStream<TrackedEventMessage<?>> stream;

        Follower(ReportSource source) {
            this.source = source;
            this.stream = source.paced(Duration.ZERO).openStream(null);
        }

        void follow() throws InterruptedException {
            while (stream.hasNextAvailable(0, TimeUnit.SECONDS)) {
                TrackedEventMessage<?> next = stream.nextAvailable();
                token = next.trackingToken();
                ReportBatch batch = (ReportBatch) next.getPayload();
                batch.reports().forEach(report -> handled.add(report.getIdentifier()));
            }
        }

        void startAgain() {
            stream = source.paced(Duration.ZERO).openStream(token);
        }

        List<String> handled() {
            return handled;
        }
    }
}
