package io.atalaya.app.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a processor could not handle, or that follows one in its sequence.
 *
 * @param position of the event in the domain log
 * @param eventType its simple name
 * @param sequence what is handled in order, such as the aggregate
 * @param place within the sequence; those behind wait for those before
 * @param causeType why it was put aside; absent if another one was the cause
 */
public record DeadLetterView(
        String id,
        String processor,
        String eventId,
        @Nullable Long position,
        String eventType,
        @Nullable String aggregateId,
        String sequence,
        long place,
        Instant enqueuedAt,
        @Nullable Instant lastTriedAt,
        @Nullable String causeType,
        @Nullable String causeMessage) {}
