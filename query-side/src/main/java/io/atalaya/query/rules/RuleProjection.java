package io.atalaya.query.rules;

import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.event.BuiltInRuleSwitched;
import io.atalaya.contract.rule.event.RuleChanged;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.contract.rule.event.RuleEvent;
import io.atalaya.contract.rule.event.RuleRemoved;
import io.atalaya.kernel.TenantId;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import io.atalaya.query.sites.Whereabouts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/** Keeps the read model of rules. */
@Component
@ProcessingGroup(RuleProjection.PROCESSING_GROUP)
public class RuleProjection {
    public static final String PROCESSING_GROUP = "rules";

    private final RuleRows rows;
    private final RuleSwitches switches;
    private final Whereabouts whereabouts;

    RuleProjection(RuleRows rows, RuleSwitches switches, Whereabouts whereabouts) {
        this.rows = rows;
        this.switches = switches;
        this.whereabouts = whereabouts;
    }

    @EventHandler
    void on(RuleEvent event, EventMessage<RuleEvent> message) {
        UUID id = event.ruleId().value();
        switch (event) {
            case RuleCreated created ->
                rows.createOnce(
                        id,
                        () -> new RuleRow(
                                created, siteOf(created.tenantId(), created.definition()), LogPosition.of(message)));
            case RuleChanged changed ->
                rows.change(id, row -> row.apply(changed, siteOf(changed.tenantId(), changed.definition())));
            case RuleRemoved removed -> rows.deleteById(id);
            case BuiltInRuleSwitched switched -> switches.apply(switched);
        }
    }

    private @Nullable UUID siteOf(TenantId tenantId, RuleDefinition rule) {
        return whereabouts.siteOf(
                tenantId, rule.scope().deviceId(), rule.scope().assetId());
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
        switches.clear();
    }

    @QueryHandler
    Page<RuleView> find(FindRules query) {
        Map<String, @Nullable Object> filters = new HashMap<>();
        filters.put(
                "deviceId", query.deviceId() == null ? null : query.deviceId().value());
        filters.put("deviceType", query.deviceType());
        filters.put("assetId", query.assetId() == null ? null : query.assetId().value());
        filters.put("enabled", query.enabled());
        filters.put("severity", query.severity());
        return rows.list(query, filters, about(query.metric()), query.listing(), RuleRow::view);
    }

    private static @Nullable Specification<RuleRow> about(@Nullable String metric) {
        return metric == null
                ? null
                : (row, sql, is) ->
                        is.isTrue(is.function("array_contains", Boolean.class, row.get("metrics"), is.literal(metric)));
    }

    @QueryHandler
    Page<RuleView> find(FindBuiltInRules query) {
        Set<BuiltInRule> off = switches.off(query.tenantId());
        return new Page<>(
                Arrays.stream(BuiltInRule.values())
                        .map(rule -> RuleView.of(query.tenantId(), rule, !off.contains(rule)))
                        .toList(),
                null);
    }

    /** Alerts name built-in rules too. */
    @QueryHandler
    public RuleView find(FindRule query) {
        return BuiltInRule.of(query.tenantId(), query.id())
                .map(rule -> RuleView.of(
                        query.tenantId(), rule, !switches.off(query.tenantId()).contains(rule)))
                .orElseGet(() -> rows.require(query, query.id().value(), "Rule").view());
    }
}
