package io.atalaya.command.device;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.contract.device.command.DescribeDevice;
import io.atalaya.contract.device.command.MarkDeviceOffline;
import io.atalaya.contract.device.command.MarkDeviceOnline;
import io.atalaya.contract.device.command.RegisterDevice;
import io.atalaya.contract.device.event.DeviceDescribedItself;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.device.event.DeviceWentOffline;
import io.atalaya.contract.device.event.DeviceWentOnline;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * A device in the field. Created by {@link DeviceRegistration}, which also issues its key. It comes online and goes
 * offline by turns: what says again what it is already changes nothing.
 */
@Aggregate
class Device extends TenantOwned {
    @AggregateIdentifier
    private DeviceId deviceId;

    private SelfDescription description = SelfDescription.NOTHING;
    private Instant describedAt = Instant.MIN;

    private boolean online;

    @SuppressWarnings("NullAway.Init")
    Device() {}

    @SuppressWarnings("NullAway.Init")
    Device(RegisterDevice command) {
        apply(new DeviceRegistered(command.deviceId(), command.tenantId(), command.details()));
    }

    @CommandHandler
    void handle(DescribeDevice command) {
        SelfDescription known = description.followedBy(command.said());
        if (!known.equals(description) && !command.at().isBefore(describedAt)) {
            apply(new DeviceDescribedItself(command.deviceId(), command.tenantId(), known, command.at()));
        }
    }

    @CommandHandler
    void handle(MarkDeviceOnline command) {
        if (!online) {
            apply(new DeviceWentOnline(deviceId, command.tenantId(), command.at()));
        }
    }

    @CommandHandler
    void handle(MarkDeviceOffline command) {
        if (online) {
            apply(new DeviceWentOffline(deviceId, command.tenantId(), command.lastSeenAt(), command.at()));
        }
    }

    @EventSourcingHandler
    void on(DeviceRegistered event) {
        deviceId = event.deviceId();
        tenantId = event.tenantId();
    }

    @EventSourcingHandler
    void on(DeviceDescribedItself event) {
        description = event.description();
        describedAt = event.at();
    }

    @EventSourcingHandler
    void on(DeviceWentOnline event) {
        online = true;
    }

    @EventSourcingHandler
    void on(DeviceWentOffline event) {
        online = false;
    }
}
