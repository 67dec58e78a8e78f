package io.atalaya.kernel.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An event byte by byte as the domain log holds it, so that what is proved is what is stored and not what somebody reads
 * into it. The arrays are never changed.
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredEvent(
        long position,
        String id,
        @Nullable String aggregateType,
        String aggregateId,
        long aggregateSequence,
        String recordedAt,
        String payloadType,
        @Nullable String revision,
        byte[] payload,
        byte[] metadata) {

    /** The event's name, such as AlertRaised. */
    public String name() {
        return payloadType.substring(payloadType.lastIndexOf('.') + 1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredEvent event
                && event.position == position
                && event.id.equals(id)
                && Arrays.equals(event.payload, payload)
                && Arrays.equals(event.metadata, metadata);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return name() + " " + id + " at " + position;
    }
}
