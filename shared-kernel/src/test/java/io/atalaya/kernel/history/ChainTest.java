package io.atalaya.kernel.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.kernel.TenantId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is hashed, sealed and signed is written down, and can be done again by anybody who reads it. */
class ChainTest {
    private static final TenantId TENANT = TenantId.of("0a7e1a1a-0000-4000-8000-000000000001");
    private static final HistoryKey KEY = HistoryKey.generate();

    @Test
    void aLinkIsWhatTheEvidencePackSaysThatItIs() throws NoSuchAlgorithmException {
        StoredEvent first = event(7, "Alert", "{\"name\":\"ñ\"}");
        StoredEvent second = event(9, null, "{}");
        Chain chain = Chain.begin(TENANT);

        byte[] begin = new byte[32];
        byte[] link = byHand(begin, 1, first);
        assertThat(chain.append(first)).isEqualTo(link);
        assertThat(chain.append(second)).isEqualTo(byHand(link, 2, second));
        assertThat(chain.length()).isEqualTo(2);
        assertThat(Chain.after(TENANT, 1, link).append(second)).isEqualTo(chain.head());
    }

    @Test
    void theSameEventElsewhereHasAnotherLink() {
        StoredEvent event = event(7, "Alert", "{}");
        byte[] link = Chain.begin(TENANT).append(event);
        assertThat(List.of(
                        Chain.begin(TenantId.next()).append(event),
                        Chain.after(TENANT, 1, new byte[32]).append(event),
                        Chain.begin(TENANT).append(event(8, "Alert", "{}")),
                        Chain.begin(TENANT).append(event(7, "", "{}")),
                        Chain.begin(TENANT).append(event(7, null, "{}"))))
                .allSatisfy(other -> assertThat(other).isNotEqualTo(link))
                .doesNotHaveDuplicates();
    }

    @Test
    void aSealNeedsTheKeyAndDoesNotDependOnThePosition() {
        StoredEvent event = event(0, "Alert", "{}");
        byte[] seal = KEY.seal(event);
        HistoryKey restored = HistoryKey.restore(KEY.publicKey().der(), KEY.secrets(), 12);
        assertThat(restored.seal(event(7, "Alert", "{}"))).isEqualTo(seal);
        assertThat(restored.sealedFrom()).isEqualTo(12);
        assertThat(KEY.seal(event(0, "Alert", "{} "))).isNotEqualTo(seal);
        assertThat(HistoryKey.generate().seal(event)).isNotEqualTo(seal);
    }

    @Test
    void aCheckpointIsSignedInEveryPart() {
        Checkpoint checkpoint = KEY.checkpoint(TENANT, 1, 100, 220, "ab", Instant.parse("2026-11-20T08:00:00Z"));
        HistoryPublicKey known = HistoryPublicKey.parse(KEY.publicKey().pem());
        assertThat(checkpoint.isSignedBy(known)).isTrue();
        assertThat(checkpoint.isSignedBy(HistoryKey.generate().publicKey())).isFalse();
        assertThat(List.of(
                        changed(checkpoint, 2, 100, 220, "ab"),
                        changed(checkpoint, 1, 101, 220, "ab"),
                        changed(checkpoint, 1, 100, 221, "ab"),
                        changed(checkpoint, 1, 100, 220, "ac")))
                .noneMatch(other -> other.isSignedBy(known));
        assertThat(known.verifies(checkpoint.signedBytes(), "no hex")).isFalse();
    }

    private static Checkpoint changed(Checkpoint signed, long number, long sequence, long position, String hash) {
        return new Checkpoint(
                signed.tenantId(),
                number,
                sequence,
                position,
                hash,
                signed.at(),
                signed.sealedFrom(),
                signed.keyId(),
                signed.signature());
    }

    private static byte[] byHand(byte[] previous, long sequence, StoredEvent event) throws NoSuchAlgorithmException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] field : Arrays.asList(
                text("atalaya-chain-1"),
                previous,
                text("0a7e1a1a-0000-4000-8000-000000000001"),
                text(Long.toString(sequence)),
                text(Long.toString(event.position())),
                text(event.id()),
                event.aggregateType() == null ? null : text(event.aggregateType()),
                text(event.aggregateId()),
                text("3"),
                text(event.recordedAt()),
                text(event.payloadType()),
                text("1"),
                event.payload(),
                event.metadata())) {
            bytes.writeBytes(ByteBuffer.allocate(4)
                    .putInt(field == null ? -1 : field.length)
                    .array());
            if (field != null) {
                bytes.writeBytes(field);
            }
        }
        return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static StoredEvent event(long position, @Nullable String aggregateType, String payload) {
        return new StoredEvent(
                position,
                "event-1",
                aggregateType,
                "aggregate-1",
                3,
                "2026-11-20T08:00:00.000Z",
                "io.atalaya.contract.alert.event.AlertRaised",
                "1",
                text(payload),
                HexFormat.of().parseHex("7b7d"));
    }
}
