package io.atalaya.app.axon;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates as their last command on this node left them. One that is being used is not in it: whoever takes it has it
 * alone, and gives it back when what it decided is committed. None is ever the last word, since other nodes decide too:
 * {@link CachedRepository} has each catch up with the log.
 */
final class AggregateCache {
    private final Cache<String, EventSourcedAggregate<?>> aggregates;

    /** @param size how many are kept at most; those used least are given up first, and any before memory runs out */
    AggregateCache(int size) {
        // What there is to do is less than to have another thread do it.
        this.aggregates = Caffeine.newBuilder()
                .maximumSize(size)
                .softValues()
                .executor(Runnable::run)
                .build();
    }

    /** The sequence number of the first event that is not known of it: 0 if it is not here. */
    long firstUnknown(String id) {
        EventSourcedAggregate<?> aggregate = aggregates.getIfPresent(id);
        return aggregate == null ? 0 : aggregate.version() + 1;
    }

    /** @return {@code null} if it is not here, or is none of that type */
    @SuppressWarnings("unchecked") // its root is of the type that is asked for
    <T> @Nullable EventSourcedAggregate<T> take(String id, Class<? extends T> type) {
        EventSourcedAggregate<?> aggregate = aggregates.getIfPresent(id);
        if (aggregate == null || aggregate.rootType() != type) {
            return null;
        }
        return aggregates.asMap().remove(id, aggregate) ? (EventSourcedAggregate<T>) aggregate : null;
    }

    void giveBack(EventSourcedAggregate<?> aggregate) {
        aggregates.put(aggregate.identifierAsString(), aggregate);
    }
}
