package io.atalaya.query.rules;

import io.atalaya.contract.asset.event.AssetChanged;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.kernel.TenantId;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A device or asset takes the rules for it along when it moves: who may see them follows from where it stands now. */
@Component
@ProcessingGroup(RuleProjection.PROCESSING_GROUP)
class RuleSites {
    private final JdbcClient jdbc;

    RuleSites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(DeviceChanged event) {
        move(event.tenantId(), "DEVICE", "deviceId", event.deviceId().value());
    }

    @EventHandler
    void on(AssetChanged event) {
        move(event.tenantId(), "ASSET", "assetId", event.assetId().value());
    }

    /** To where the directory says that it stands by now, which may be further than the event. */
    private void move(TenantId tenantId, String kind, String field, UUID id) {
        jdbc.sql("update rule_view rule set site_id = subject.site_id from directory_entry subject"
                        + " where subject.tenant_id = :tenant and subject.kind = :kind and subject.id = :id"
                        + " and rule.tenant_id = :tenant and rule.definition -> 'scope' ->> :field = subject.id::text"
                        + " and rule.site_id is distinct from subject.site_id")
                .param("tenant", tenantId.value())
                .param("kind", kind)
                .param("id", id)
                .param("field", field)
                .update();
    }
}
