package io.atalaya.alerting.presence;

import io.atalaya.contract.device.event.DeviceRetired;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Forgets devices that are retired, in the transaction of the command: nobody waits for their reports any more, and one
 * that is taken back into use comes online with its first report.
 */
@Component
@ProcessingGroup(RetiredDevices.PROCESSING_GROUP)
class RetiredDevices {
    static final String PROCESSING_GROUP = "retired-devices";

    private final JdbcClient jdbc;

    RetiredDevices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(DeviceRetired event) {
        jdbc.sql("delete from device_presence where tenant_id = :tenant and device_id = :device")
                .param("tenant", event.tenantId().value())
                .param("device", event.deviceId().value())
                .update();
    }
}
