package io.atalaya.query.audit;

import io.atalaya.kernel.DomainEvent;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import io.atalaya.query.audit.chain.AuditChain;
import java.util.LinkedHashMap;
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

    private final AuditTrail trail;
    private final Traces traces;

    AuditProjection(AuditTrail trail, Traces traces) {
        this.trail = trail;
        this.traces = traces;
    }

    /** Collects the batch's events; they are written together before the batch commits. */
    @EventHandler
    void on(DomainEvent event, EventMessage<DomainEvent> message, UnitOfWork<?> unitOfWork) {
        UnitOfWork<?> root = unitOfWork.root();
        Map<String, AuditChain.Seen> batch = root.getOrComputeResource(PROCESSING_GROUP, key -> {
            Map<String, AuditChain.Seen> seen = new LinkedHashMap<>();
            root.onPrepareCommit(committing -> trail.save(seen));
            return seen;
        });
        batch.put(message.getIdentifier(), new AuditChain.Seen(event.tenantId(), LogPosition.of(message)));
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
}
