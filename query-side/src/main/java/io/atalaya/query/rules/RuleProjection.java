package io.atalaya.query.rules;

import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import io.atalaya.query.sites.Whereabouts;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the read model of rules. */
@Component
@ProcessingGroup(RuleProjection.PROCESSING_GROUP)
public class RuleProjection {
    public static final String PROCESSING_GROUP = "rules";

    private final RuleRows rows;
    private final Whereabouts whereabouts;

    RuleProjection(RuleRows rows, Whereabouts whereabouts) {
        this.rows = rows;
        this.whereabouts = whereabouts;
    }

    @EventHandler
    void on(RuleCreated event, EventMessage<RuleCreated> message) {
        rows.createOnce(event.ruleId().value(), () -> new RuleRow(event, siteOf(event), LogPosition.of(message)));
    }

    private @Nullable UUID siteOf(RuleCreated event) {
        RuleScope scope = event.definition().scope();
        return whereabouts.siteOf(event.tenantId(), scope.deviceId(), scope.assetId());
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
    }

    @QueryHandler
    Page<RuleView> find(FindRules query) {
        return rows.list(query, Map.of(), null, query.listing(), RuleRow::view);
    }

    @QueryHandler
    RuleView find(FindRule query) {
        return rows.require(query, query.id().value(), "Rule").view();
    }
}
