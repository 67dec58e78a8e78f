package io.atalaya.query.rules;

import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Keeps the read model of rules. */
@Component
@ProcessingGroup(RuleProjection.PROCESSING_GROUP)
public class RuleProjection {
    public static final String PROCESSING_GROUP = "rules";

    private final RuleRows rows;

    RuleProjection(RuleRows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(RuleCreated event, EventMessage<RuleCreated> message) {
        rows.createOnce(event.ruleId().value(), () -> new RuleRow(event, LogPosition.of(message)));
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
    }

    @QueryHandler
    Page<RuleView> find(FindRules query) {
        return rows.list(query.tenantId(), Map.of(), null, query.listing(), RuleRow::view);
    }

    @QueryHandler
    RuleView find(FindRule query) {
        return rows.require(query.tenantId(), query.id().value(), "Rule").view();
    }
}
