package io.atalaya.alerting.suppression;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Inhibition;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.kernel.TenantId;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which alerts are open, on which devices, behind which gateways, and what maintenance is under way, up to one moment of the log. */
@Component
class SuppressionTable {
    /** By the device itself, its asset, its site, or as one of all the tenant's. */
    private static final String COVERS = "(maintenance.device_id is null or maintenance.device_id = device.device_id)"
            + " and (maintenance.asset_id is null or maintenance.asset_id = device.asset_id)"
            + " and (maintenance.site_id is null or maintenance.site_id = device.site_id)";

    private final JdbcClient jdbc;

    SuppressionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Something that explains alerts. */
    record Cause(Inhibition inhibition, UUID id) {}

    void addDevice(DeviceRegistered event) {
        standing(
                        jdbc.sql("insert into suppression_device (device_id, tenant_id, parent_id, asset_id, site_id)"
                                + " values (:device, :tenant, :parent, :asset, :site) on conflict do nothing"),
                        event.details())
                .param("device", event.deviceId().value())
                .param("tenant", event.tenantId().value())
                .update();
    }

    void changeDevice(DeviceChanged event) {
        standing(
                        jdbc.sql("update suppression_device set parent_id = :parent, asset_id = :asset, site_id = :site"
                                + " where device_id = :device"),
                        event.details())
                .param("device", event.deviceId().value())
                .update();
    }

    /** Behind what, in what and where a device stands. */
    private static JdbcClient.StatementSpec standing(JdbcClient.StatementSpec statement, DeviceDetails details) {
        return statement
                .param(
                        "parent",
                        details.parentId() == null ? null : details.parentId().value(),
                        Types.OTHER)
                .param(
                        "asset",
                        details.assetId() == null ? null : details.assetId().value(),
                        Types.OTHER)
                .param(
                        "site",
                        details.siteId() == null ? null : details.siteId().value(),
                        Types.OTHER);
    }

    void markOffline(DeviceId deviceId, boolean offline) {
        jdbc.sql("update suppression_device set offline = :offline where device_id = :device")
                .param("device", deviceId.value())
                .param("offline", offline)
                .update();
    }

    void openAlert(AlertRaised event) {
        jdbc.sql("insert into suppression_alert (alert_id, tenant_id, device_id) values (:alert, :tenant, :device)"
                        + " on conflict do nothing")
                .param("alert", event.alertId().value())
                .param("tenant", event.tenantId().value())
                .param("device", event.deviceId().value())
                .update();
    }

    void closeAlert(AlertId alertId) {
        jdbc.sql("delete from suppression_alert where alert_id = :alert")
                .param("alert", alertId.value())
                .update();
    }

    void beginMaintenance(MaintenanceId maintenanceId, TenantId tenantId, MaintenanceScope scope) {
        jdbc.sql("insert into suppression_maintenance (maintenance_id, tenant_id, device_id, asset_id, site_id)"
                        + " values (:maintenance, :tenant, :device, :asset, :site) on conflict do nothing")
                .param("maintenance", maintenanceId.value())
                .param("tenant", tenantId.value())
                .param(
                        "device",
                        scope.deviceId() == null ? null : scope.deviceId().value(),
                        Types.OTHER)
                .param("asset", scope.assetId() == null ? null : scope.assetId().value(), Types.OTHER)
                .param("site", scope.siteId() == null ? null : scope.siteId().value(), Types.OTHER)
                .update();
    }

    void endMaintenance(MaintenanceId maintenanceId) {
        jdbc.sql("delete from suppression_maintenance where maintenance_id = :maintenance")
                .param("maintenance", maintenanceId.value())
                .update();
    }

    /** What explains the alerts of this device now. */
    List<Cause> causesFor(DeviceId deviceId) {
        return jdbc.sql("select 'GATEWAY_OFFLINE' as inhibition, gateway.device_id as id from suppression_device device"
                        + " join suppression_device gateway on gateway.device_id = device.parent_id and gateway.offline"
                        + " where device.device_id = :device"
                        + " union all select 'MAINTENANCE', maintenance.maintenance_id from suppression_device device"
                        + " join suppression_maintenance maintenance on maintenance.tenant_id = device.tenant_id"
                        + " and " + COVERS + " where device.device_id = :device order by id")
                .param("device", deviceId.value())
                .query((row, number) ->
                        new Cause(Inhibition.valueOf(row.getString("inhibition")), row.getObject("id", UUID.class)))
                .list();
    }

    List<AlertId> alertsOf(DeviceId deviceId) {
        return jdbc.sql("select alert_id from suppression_alert where device_id = :device order by alert_id")
                .param("device", deviceId.value())
                .query((row, number) -> new AlertId(row.getObject("alert_id", UUID.class)))
                .list();
    }

    /** The open alerts of the devices that report through this one. */
    List<AlertId> alertsBehind(DeviceId gateway) {
        return jdbc.sql("select alert.alert_id from suppression_alert alert"
                        + " join suppression_device device on device.device_id = alert.device_id"
                        + " where device.parent_id = :gateway order by alert.alert_id")
                .param("gateway", gateway.value())
                .query((row, number) -> new AlertId(row.getObject("alert_id", UUID.class)))
                .list();
    }

    /** The open alerts of the devices that this maintenance is about. */
    List<AlertId> alertsIn(MaintenanceId maintenanceId) {
        return jdbc.sql("select alert.alert_id from suppression_maintenance maintenance"
                        + " join suppression_device device on device.tenant_id = maintenance.tenant_id and " + COVERS
                        + " join suppression_alert alert on alert.device_id = device.device_id"
                        + " where maintenance.maintenance_id = :maintenance order by alert.alert_id")
                .param("maintenance", maintenanceId.value())
                .query((row, number) -> new AlertId(row.getObject("alert_id", UUID.class)))
                .list();
    }
}
