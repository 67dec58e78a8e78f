package io.atalaya.command.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.atalaya.command.identity.AuthenticatedKey;
import io.atalaya.command.limit.Balance;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.KeyAccess;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Acknowledgements, one by one. What would run on a virtual thread runs at once. */
class UplinkTest {
    private static final int RECEIVE_MAXIMUM = 4;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final PublishedReports reports = mock();
    private final Gate gate = mock();
    private final HeldPayloads held = new HeldPayloads();
    private final List<CompletableFuture<Boolean>> commits = new ArrayList<>();
    private final List<MqttReasonCodes.Disconnect> ends = new ArrayList<>();
    private final Uplink uplink = uplink(true);

    @BeforeEach
    void everythingIsTaken() {
        when(gate.take(any())).thenReturn(new Balance(mock(), true, 1, 1));
        when(reports.take(anyString(), any(), any(), any())).thenAnswer(call -> {
            CompletableFuture<Boolean> commit = new CompletableFuture<>();
            commits.add(commit);
            return commit;
        });
    }

    @Test
    void acknowledgementsKeepTheOrderOfThePublishes() {
        publish(1);
        publish(2);
        publish(3);

        commits.get(1).complete(true);
        assertThat(acknowledged()).isEmpty();

        commits.get(0).complete(true);
        assertThat(acknowledged()).containsExactly(1, 2);

        commits.get(2).complete(true);
        assertThat(acknowledged()).containsExactly(3);
    }

    @Test
    void readingStopsWhileTooManyWaitForTheirCommit() {
        for (int packetId = 1; packetId < RECEIVE_MAXIMUM; packetId++) {
            publish(packetId);
        }
        assertThat(channel.config().isAutoRead()).isTrue();

        publish(RECEIVE_MAXIMUM);
        assertThat(channel.config().isAutoRead()).isFalse();

        commits.forEach(commit -> commit.complete(true));
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void readingStopsWhileAllTogetherHoldTooMuch() {
        int others = 16 * 1024 * 1024;
        held.add(others);

        publish(1);
        commits.getFirst().complete(true);
        assertThat(acknowledged()).containsExactly(1);
        assertThat(channel.config().isAutoRead()).isFalse();

        held.release(others);
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whatMayNotBeStoredIsNotAcknowledgedNorWhatFollows() {
        publish(1);
        publish(2);
        publish(3);

        commits.get(0).complete(true);
        commits.get(2).complete(true);
        commits.get(1).completeExceptionally(new IllegalStateException("no database"));

        assertThat(acknowledged()).containsExactly(1);
        assertThat(ends).containsExactly(MqttReasonCodes.Disconnect.SERVER_BUSY);
    }

    @Test
    void aPublishThatComesAgainWaitsForTheSameCommit() {
        publish(1);
        uplink.offer(Publication.of("atalaya/SN-1/readings", payload(1), 1, true));
        channel.runPendingTasks();
        assertThat(commits).hasSize(1);
        assertThat(acknowledged()).isEmpty();

        commits.getFirst().complete(true);

        assertThat(acknowledged()).containsExactly(1, 1);
    }

    @Test
    void aPublishThatComesAgainIsTakenAgainIfItMayNotHaveBeenStored() {
        publish(1);
        commits.getFirst().completeExceptionally(new IllegalStateException("no database"));
        uplink.offer(Publication.of("atalaya/SN-1/readings", payload(1), 1, true));
        channel.runPendingTasks();

        assertThat(commits).hasSize(2);
    }

    @Test
    void aRefusalSaysWhyInMqtt5() {
        when(reports.take(anyString(), any(), any(), any()))
                .thenThrow(Rejection.ofField(Rejection.Code.INVALID_REQUEST, "readings[0].value", "must be a number"));

        publish(1);
        channel.runPendingTasks();

        MqttMessage answer = channel.readOutbound();
        var header = (MqttPubReplyMessageVariableHeader) answer.variableHeader();
        assertThat(header.reasonCode()).isEqualTo(MqttReasonCodes.PubAck.PAYLOAD_FORMAT_INVALID.byteValue());
        assertThat(header.properties().listAll().toString())
                .contains("invalid_request", "readings[0].value must be a number");
    }

    @Test
    void whatIsOurFaultIsNotTheDevicesInEitherVersion() {
        when(reports.take(anyString(), any(), any(), any())).thenThrow(new IllegalStateException("a bug"));

        publish(1);
        channel.runPendingTasks();

        MqttMessage answer = channel.readOutbound();
        assertThat(((MqttPubReplyMessageVariableHeader) answer.variableHeader()).reasonCode())
                .isEqualTo(MqttReasonCodes.PubAck.UNSPECIFIED_ERROR.byteValue());
        assertThat(ends).isEmpty();
    }

    @Test
    void whoeverWaitsForAllowanceWhenTheConnectionBreaksIsNotAcknowledged() {
        when(gate.take(any())).thenReturn(new Balance(mock(), false, 0, 1));
        channel.close();

        assertThat(fateOfOneOfOldVersion()).isInstanceOf(Fate.Unknown.class);
    }

    @Test
    void aKeyBeyondItsLimitDoesNotKeepTheRoomThatOthersNeed() {
        when(gate.take(any())).thenReturn(new Balance(mock(), false, 0, 1));
        held.add(64 * 1024 * 1024);

        assertThat(fateOfOneOfOldVersion()).isInstanceOf(Fate.Unknown.class);
    }

    @Test
    void whatAnotherChangeStoodInTheWayOfIsToBeSentAgain() {
        when(reports.take(anyString(), any(), any(), any()))
                .thenThrow(Rejection.of(Rejection.Code.CONCURRENT_CHANGE, "changed by others"));

        assertThat(fateOfOneOfOldVersion()).isInstanceOf(Fate.Unknown.class);
    }

    @Test
    void aPublishThatBreaksEverythingDoesNotStopThoseThatFollow() {
        when(reports.take(anyString(), any(), any(), any()))
                .thenThrow(new OutOfMemoryError("too large"))
                .thenReturn(CompletableFuture.completedFuture(true));
        Uplink old = uplink(false);
        Publication broken = Publication.of("atalaya/SN-1/readings", payload(1), 1, false);
        Publication fine = Publication.of("atalaya/SN-1/readings", payload(2), 2, false);
        old.offer(broken);
        old.offer(fine);

        assertThat(broken.fate().resultNow()).isInstanceOf(Fate.Unknown.class);
        assertThat(fine.fate().resultNow()).isEqualTo(new Fate.Stored(true));
    }

    private Fate fateOfOneOfOldVersion() {
        Publication publication = Publication.of("atalaya/SN-1/readings", payload(1), 1, false);
        uplink(false).offer(publication);
        return publication.fate().resultNow();
    }

    private void publish(int packetId) {
        uplink.offer(Publication.of("atalaya/SN-1/readings", payload(packetId), packetId, false));
    }

    private static byte[] payload(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    }

    private List<Integer> acknowledged() {
        channel.runPendingTasks();
        List<Integer> packetIds = new ArrayList<>();
        for (MqttMessage answer = channel.readOutbound(); answer != null; answer = channel.readOutbound()) {
            packetIds.add(((MqttMessageIdVariableHeader) answer.variableHeader()).messageId());
        }
        return packetIds;
    }

    private Uplink uplink(boolean isVersion5) {
        AuthenticatedKey key = new AuthenticatedKey(
                ApiKeyId.next(), new TenantId(new UUID(1, 2)), null, Set.of(KeyAccess.WRITE), null);
        Peer peer = new Peer(
                new Peer.Client(key.id(), "test"),
                key,
                "atl_",
                key.caller("192.0.2.1"),
                new Session(Duration.ZERO),
                isVersion5,
                true);
        MqttSettings.External none = new MqttSettings.External(null, 5, null, null, null, 256, null);
        MqttSettings settings = new MqttSettings(true, 0, null, null, 10, RECEIVE_MAXIMUM, 65_536, none);
        return new Uplink(
                channel,
                peer,
                new MqttServices(settings, gate, reports, mock(), mock(), held, new AtOnce()),
                ends::add);
    }

    private static final class AtOnce extends AbstractExecutorService implements ExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Runnable> shutdownNow() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, @Nullable TimeUnit unit) {
            return false;
        }
    }
}
