package io.atalaya.alerting.suppression;

import io.atalaya.alerting.SystemCommands;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Inhibition;
import io.atalaya.contract.alert.command.InhibitAlert;
import io.atalaya.contract.alert.command.LiftInhibition;
import io.atalaya.contract.alert.command.PageAlert;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceMaintenanceBegan;
import io.atalaya.contract.device.event.DeviceMaintenanceEnded;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.device.event.DeviceWentOffline;
import io.atalaya.contract.device.event.DeviceWentOnline;
import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.contract.maintenance.event.MaintenanceBegan;
import io.atalaya.contract.maintenance.event.MaintenanceEnded;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Tells alerts what explains them, and that it is over: the gateway that their device reports through is offline, or
 * their device is in maintenance. Follows the log tenant by tenant, so that it knows for each new alert how things stood
 * when it was raised; only then may people be told of it.
 */
@Component
@ProcessingGroup(AlertSuppression.PROCESSING_GROUP)
class AlertSuppression {
    static final String PROCESSING_GROUP = "suppression";

    private final SuppressionTable table;
    private final SystemCommands commands;

    AlertSuppression(SuppressionTable table, SystemCommands commands) {
        this.table = table;
        this.commands = commands;
    }

    @EventHandler
    void on(DeviceRegistered event) {
        table.addDevice(event);
    }

    /** What it stands behind and in may be other things from now on. */
    @EventHandler
    void on(DeviceChanged event, EventMessage<DeviceChanged> message) {
        List<AlertId> alerts = table.alertsOf(event.deviceId());
        List<SuppressionTable.Cause> before = table.causesFor(event.deviceId());
        table.changeDevice(event);
        List<SuppressionTable.Cause> after = table.causesFor(event.deviceId());
        for (AlertId alertId : alerts) {
            after.stream()
                    .filter(cause -> !before.contains(cause))
                    .forEach(cause -> inhibit(alertId, event.tenantId(), cause, message));
            before.stream()
                    .filter(cause -> !after.contains(cause))
                    .forEach(cause -> lift(alertId, event.tenantId(), cause, message));
        }
    }

    @EventHandler
    void on(AlertRaised event, EventMessage<AlertRaised> message) {
        table.openAlert(event);
        for (SuppressionTable.Cause cause : table.causesFor(event.deviceId())) {
            inhibit(event.alertId(), event.tenantId(), cause, message);
        }
        send(new PageAlert(event.alertId(), event.tenantId()), message);
    }

    @EventHandler
    void on(AlertResolved event) {
        table.closeAlert(event.alertId());
    }

    @EventHandler
    void on(AlertAutoResolved event) {
        table.closeAlert(event.alertId());
    }

    @EventHandler
    void on(DeviceWentOffline event, EventMessage<DeviceWentOffline> message) {
        table.markOffline(event.deviceId(), true);
        SuppressionTable.Cause cause = gateway(event.deviceId());
        table.alertsBehind(event.deviceId()).forEach(alertId -> inhibit(alertId, event.tenantId(), cause, message));
    }

    @EventHandler
    void on(DeviceWentOnline event, EventMessage<DeviceWentOnline> message) {
        table.markOffline(event.deviceId(), false);
        SuppressionTable.Cause cause = gateway(event.deviceId());
        table.alertsBehind(event.deviceId()).forEach(alertId -> lift(alertId, event.tenantId(), cause, message));
    }

    @EventHandler
    void on(MaintenanceBegan event, EventMessage<MaintenanceBegan> message) {
        table.beginMaintenance(event.maintenanceId(), event.tenantId(), event.scope());
        inhibitAllIn(event.maintenanceId(), event.tenantId(), message);
    }

    @EventHandler
    void on(MaintenanceEnded event, EventMessage<MaintenanceEnded> message) {
        end(event.maintenanceId(), event.tenantId(), message);
    }

    /** Without an announcement, as maintenance of this one device. */
    @EventHandler
    void on(DeviceMaintenanceBegan event, EventMessage<DeviceMaintenanceBegan> message) {
        MaintenanceId maintenanceId = itself(event.deviceId());
        table.beginMaintenance(maintenanceId, event.tenantId(), new MaintenanceScope(event.deviceId(), null, null));
        inhibitAllIn(maintenanceId, event.tenantId(), message);
    }

    @EventHandler
    void on(DeviceMaintenanceEnded event, EventMessage<DeviceMaintenanceEnded> message) {
        end(itself(event.deviceId()), event.tenantId(), message);
    }

    private void inhibitAllIn(MaintenanceId maintenanceId, TenantId tenantId, EventMessage<?> message) {
        SuppressionTable.Cause cause = maintenance(maintenanceId);
        table.alertsIn(maintenanceId).forEach(alertId -> inhibit(alertId, tenantId, cause, message));
    }

    private void end(MaintenanceId maintenanceId, TenantId tenantId, EventMessage<?> message) {
        SuppressionTable.Cause cause = maintenance(maintenanceId);
        table.alertsIn(maintenanceId).forEach(alertId -> lift(alertId, tenantId, cause, message));
        table.endMaintenance(maintenanceId);
    }

    private static MaintenanceId itself(DeviceId deviceId) {
        return new MaintenanceId(deviceId.value());
    }

    private static SuppressionTable.Cause gateway(DeviceId deviceId) {
        return new SuppressionTable.Cause(Inhibition.GATEWAY_OFFLINE, deviceId.value());
    }

    private static SuppressionTable.Cause maintenance(MaintenanceId maintenanceId) {
        return new SuppressionTable.Cause(Inhibition.MAINTENANCE, maintenanceId.value());
    }

    private void inhibit(AlertId alertId, TenantId tenantId, SuppressionTable.Cause cause, EventMessage<?> message) {
        send(new InhibitAlert(alertId, tenantId, cause.inhibition(), cause.id()), message);
    }

    private void lift(AlertId alertId, TenantId tenantId, SuppressionTable.Cause cause, EventMessage<?> message) {
        send(new LiftInhibition(alertId, tenantId, cause.inhibition(), cause.id()), message);
    }

    private void send(Command command, EventMessage<?> message) {
        commands.send(command, PROCESSING_GROUP, SystemMetadata.correlationId(message), message.getIdentifier());
    }
}
