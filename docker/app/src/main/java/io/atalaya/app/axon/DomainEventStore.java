package io.atalaya.app.axon;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;

/** Axon's store of the domain log, followed by way of {@link DomainLogSource}. */
final class DomainEventStore extends EmbeddedEventStore {
    private final DomainLogSource source;

    DomainEventStore(Builder builder, DomainLogSource source) {
        super(builder);
        this.source = source;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return source.openStream(token);
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        source.appended();
    }
}
