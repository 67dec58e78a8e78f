package io.atalaya.command.rule;

import io.atalaya.command.directory.Directory;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.contract.rule.event.RuleRemoved;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many rules each tenant has. Counted in the transactions of the commands, which wait for each other, so that no two
 * take the last place.
 */
@Component
@ProcessingGroup(Directory.PROCESSING_GROUP)
class RuleRoom {
    private final JdbcClient jdbc;
    private final RuleSettings settings;

    RuleRoom(JdbcClient jdbc, RuleSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** @throws Rejection if the tenant has as many rules as it can have */
    void require(TenantId tenantId) {
        if (add(tenantId, 0) >= settings.maxPerTenant()) {
            throw Rejection.of(
                    Rejection.Code.TOO_MANY_RULES, "A tenant has at most " + settings.maxPerTenant() + " rules");
        }
    }

    @EventHandler
    void on(RuleCreated event) {
        add(event.tenantId(), 1);
    }

    @EventHandler
    void on(RuleRemoved event) {
        add(event.tenantId(), -1);
    }

    /** @return how many there are then */
    private int add(TenantId tenantId, int more) {
        return jdbc.sql("insert into rule_room (tenant_id, rules) values (:tenant, :more)"
                        + " on conflict (tenant_id) do update set rules = rule_room.rules + excluded.rules"
                        + " returning rules")
                .param("tenant", tenantId.value())
                .param("more", more)
                .query(Integer.class)
                .single();
    }
}
