package io.atalaya.query.maintenance;

import io.atalaya.contract.asset.event.AssetChanged;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.kernel.TenantId;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A device or asset takes its maintenance along when it moves: who may see it follows from where it stands now. */
@Component
@ProcessingGroup(MaintenanceProjection.PROCESSING_GROUP)
class MaintenanceSites {
    private final JdbcClient jdbc;

    MaintenanceSites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(DeviceChanged event) {
        move(event.tenantId(), "DEVICE", "device_id", event.deviceId().value());
    }

    @EventHandler
    void on(AssetChanged event) {
        move(event.tenantId(), "ASSET", "asset_id", event.assetId().value());
    }

    /** To where the directory says that it stands by now, which may be further than the event. */
    private void move(TenantId tenantId, String kind, String column, UUID id) {
        jdbc.sql("update maintenance_view maintenance set site_id = subject.site_id from directory_entry subject"
                        + " where subject.tenant_id = :tenant and subject.kind = :kind and subject.id = :id"
                        + " and maintenance.tenant_id = :tenant and maintenance." + column + " = subject.id"
                        + " and maintenance.site_id is distinct from subject.site_id")
                .param("tenant", tenantId.value())
                .param("kind", kind)
                .param("id", id)
                .update();
    }
}
