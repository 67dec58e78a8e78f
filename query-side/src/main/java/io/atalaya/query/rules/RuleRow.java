package io.atalaya.query.rules;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.event.RuleChanged;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Beside the definition, what of it can be filtered by. */
@Entity
@Table(name = "rule_view")
@SuppressWarnings("UnusedVariable") // queries name them
class RuleRow extends ReadModel {
    @Column(name = "definition")
    @JdbcTypeCode(SqlTypes.JSON)
    private RuleDefinition definition;

    @Column(name = "revision")
    private int revision;

    /** Where the rule's device or asset stands. */
    @Column(name = "site_id")
    private @Nullable UUID siteId;

    /** For no device or asset in particular. */
    @Column(name = "tenant_wide")
    private boolean tenantWide;

    @Column(name = "device_id")
    private @Nullable UUID deviceId;

    @Column(name = "device_type")
    private @Nullable String deviceType;

    @Column(name = "asset_id")
    private @Nullable UUID assetId;

    @Column(name = "enabled")
    private boolean enabled;

    @Enumerated(EnumType.STRING)
    @Column(name = "severity")
    private Severity severity;

    @Column(name = "metrics")
    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] metrics;

    @SuppressWarnings("NullAway.Init")
    protected RuleRow() {}

    @SuppressWarnings("NullAway.Init") // replace() says the rest
    RuleRow(RuleCreated event, @Nullable UUID siteId, long position) {
        super(event.ruleId().value(), event.tenantId(), position);
        replace(event.definition(), 1, siteId);
    }

    void apply(RuleChanged event, @Nullable UUID site) {
        replace(event.definition(), event.revision(), site);
    }

    private void replace(RuleDefinition rule, int number, @Nullable UUID site) {
        definition = rule;
        revision = number;
        siteId = site;
        RuleScope scope = rule.scope();
        deviceId = scope.deviceId() == null ? null : scope.deviceId().value();
        deviceType = scope.deviceType();
        assetId = scope.assetId() == null ? null : scope.assetId().value();
        tenantWide = deviceId == null && assetId == null;
        enabled = rule.enabled();
        severity = rule.severity();
        metrics = rule.metrics().stream().sorted().toArray(String[]::new);
    }

    RuleView view() {
        return RuleView.of(new RuleId(id()), definition, revision);
    }
}
