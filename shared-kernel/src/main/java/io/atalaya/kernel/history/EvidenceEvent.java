package io.atalaya.kernel.history;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An event in an evidence pack: all that its link is worked out from, and the link. Payload and metadata are JSON as text
 * inside JSON, so that no tool that reads and writes the pack can change their bytes without anybody noticing.
 *
 * @param sequence place in the tenant's chain
 * @param hash the link, in hex
 */
public record EvidenceEvent(
        long sequence,
        long position,
        String id,
        @Nullable String aggregateType,
        String aggregateId,
        long aggregateSequence,
        String recordedAt,
        String payloadType,
        @Nullable String revision,
        String payload,
        String metadata,
        String hash) {

    public static EvidenceEvent of(long sequence, StoredEvent event, String hash) {
        return new EvidenceEvent(
                sequence,
                event.position(),
                event.id(),
                event.aggregateType(),
                event.aggregateId(),
                event.aggregateSequence(),
                event.recordedAt(),
                event.payloadType(),
                event.revision(),
                new String(event.payload(), StandardCharsets.UTF_8),
                new String(event.metadata(), StandardCharsets.UTF_8),
                hash);
    }

    public StoredEvent stored() {
        return new StoredEvent(
                position,
                id,
                aggregateType,
                aggregateId,
                aggregateSequence,
                recordedAt,
                payloadType,
                revision,
                payload.getBytes(StandardCharsets.UTF_8),
                metadata.getBytes(StandardCharsets.UTF_8));
    }
}
