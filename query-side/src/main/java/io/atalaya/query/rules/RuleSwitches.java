package io.atalaya.query.rules;

import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.event.BuiltInRuleSwitched;
import io.atalaya.kernel.TenantId;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which built-in rules tenants do without. */
@Component
class RuleSwitches {
    private final JdbcClient jdbc;

    RuleSwitches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<BuiltInRule> off(TenantId tenantId) {
        Set<BuiltInRule> off = EnumSet.noneOf(BuiltInRule.class);
        jdbc.sql("select rule from rule_switch_view where tenant_id = :tenant")
                .param("tenant", tenantId.value())
                .query(row -> {
                    off.add(BuiltInRule.valueOf(row.getString("rule")));
                });
        return off;
    }

    void apply(BuiltInRuleSwitched event) {
        String change = event.enabled()
                ? "delete from rule_switch_view where tenant_id = :tenant and rule = :rule"
                : "insert into rule_switch_view (tenant_id, rule) values (:tenant, :rule) on conflict do nothing";
        jdbc.sql(change)
                .param("tenant", event.tenantId().value())
                .param("rule", event.rule().name())
                .update();
    }

    void clear() {
        jdbc.sql("delete from rule_switch_view").update();
    }
}
