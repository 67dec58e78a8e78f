package io.atalaya.query.alerts;

import io.atalaya.contract.device.event.DeviceChanged;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A device takes its alerts along when it moves: who may see them follows from where it stands now. */
@Component
@ProcessingGroup(AlertProjection.PROCESSING_GROUP)
class AlertSites {
    private final JdbcClient jdbc;

    AlertSites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** To where the directory says that it stands by now, which may be further than this event. */
    @EventHandler
    void on(DeviceChanged event) {
        jdbc.sql("update alert_view alert set site_id = device.site_id from directory_entry device"
                        + " where device.tenant_id = :tenant and device.kind = 'DEVICE' and device.id = :device"
                        + " and alert.tenant_id = :tenant and alert.device_id = :device"
                        + " and alert.site_id is distinct from device.site_id")
                .param("tenant", event.tenantId().value())
                .param("device", event.deviceId().value())
                .update();
    }
}
