package io.atalaya.query.audit;

import io.atalaya.kernel.DomainEvent;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import io.atalaya.query.audit.chain.AuditChain;
import io.atalaya.query.audit.chain.AuditEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Keeps every domain event where auditors can search it: by tenant, actor, time, subject and correlation; and chains it on the way. */
@Component
@ProcessingGroup(AuditProjection.PROCESSING_GROUP)
public class AuditProjection {
    public static final String PROCESSING_GROUP = "audit";

    private final AuditChain chain;
    private final AuditTrail trail;
    private final Traces traces;

    AuditProjection(AuditChain chain, AuditTrail trail, Traces traces) {
        this.chain = chain;
        this.trail = trail;
        this.traces = traces;
    }

    @EventHandler
    void on(DomainEvent event, EventMessage<DomainEvent> message, UnitOfWork<?> unitOfWork) {
        batch(unitOfWork)
                .fresh()
                .put(message.getIdentifier(), new AuditChain.Seen(event.tenantId(), LogPosition.of(message)));
    }

    /** When the trail is built anew, an event that is chained already comes as the row that it makes. */
    @EventHandler
    void on(AuditEntry chained, UnitOfWork<?> unitOfWork) {
        batch(unitOfWork).chained().add(chained);
    }

    /** What is written together before a batch of events commits. */
    private Batch batch(UnitOfWork<?> unitOfWork) {
        UnitOfWork<?> root = unitOfWork.root();
        return root.getOrComputeResource(PROCESSING_GROUP, key -> {
            Batch batch = new Batch(new LinkedHashMap<>(), new ArrayList<>());
            root.onPrepareCommit(committing -> save(batch));
            return batch;
        });
    }

    private void save(Batch batch) {
        if (!batch.chained().isEmpty()) {
            trail.save(batch.chained());
        }
        if (!batch.fresh().isEmpty()) {
            trail.save(chain.follow(batch.fresh()));
        }
    }

    @ResetHandler
    void reset() {
        trail.clear();
    }

    @QueryHandler
    Page<AuditEventView> find(FindAuditEvents query) {
        return trail.find(query);
    }

    @QueryHandler
    TraceView find(FindTrace query) {
        return traces.find(query);
    }

    /** @param fresh events by their ids, which may have a link or not */
    private record Batch(Map<String, AuditChain.Seen> fresh, List<AuditEntry> chained) {}
}
