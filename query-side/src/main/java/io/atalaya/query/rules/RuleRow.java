package io.atalaya.query.rules;

import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "rule_view")
class RuleRow extends ReadModel {
    @Column(name = "definition")
    @JdbcTypeCode(SqlTypes.JSON)
    private RuleDefinition definition;

    /** Where the rule's device or asset stands; only to filter by. */
    @Column(name = "site_id")
    @SuppressWarnings("UnusedVariable") // queries name it
    private @Nullable UUID siteId;

    /** For no device or asset in particular; only to filter by. */
    @Column(name = "tenant_wide")
    @SuppressWarnings("UnusedVariable") // queries name it
    private boolean tenantWide;

    @SuppressWarnings("NullAway.Init")
    protected RuleRow() {}

    RuleRow(RuleCreated event, @Nullable UUID siteId, long position) {
        super(event.ruleId().value(), event.tenantId(), position);
        definition = event.definition();
        this.siteId = siteId;
        tenantWide = definition.scope().deviceId() == null && definition.scope().assetId() == null;
    }

    RuleView view() {
        return RuleView.of(new RuleId(id()), definition);
    }
}
