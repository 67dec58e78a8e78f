package io.atalaya.query.rules;

import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "rule_view")
class RuleRow extends ReadModel {
    @Column(name = "definition")
    @JdbcTypeCode(SqlTypes.JSON)
    private RuleDefinition definition;

    @SuppressWarnings("NullAway.Init")
    protected RuleRow() {}

    RuleRow(RuleCreated event, long position) {
        super(event.ruleId().value(), event.tenantId(), position);
        definition = event.definition();
    }

    RuleView view() {
        return RuleView.of(new RuleId(id()), definition);
    }
}
