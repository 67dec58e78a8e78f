package io.atalaya.command.device;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceDuty;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.contract.device.command.ChangeDevice;
import io.atalaya.contract.device.command.DescribeDevice;
import io.atalaya.contract.device.command.MarkDeviceOffline;
import io.atalaya.contract.device.command.MarkDeviceOnline;
import io.atalaya.contract.device.command.RegisterDevice;
import io.atalaya.contract.device.command.RetireDevice;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceDescribedItself;
import io.atalaya.contract.device.event.DeviceMaintenanceBegan;
import io.atalaya.contract.device.event.DeviceMaintenanceEnded;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.device.event.DeviceReinstated;
import io.atalaya.contract.device.event.DeviceRetired;
import io.atalaya.contract.device.event.DeviceWentOffline;
import io.atalaya.contract.device.event.DeviceWentOnline;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * A device in the field. Created by {@link DeviceRegistration}, which also issues its key. It comes online and goes
 * offline by turns: what says again what it is already changes nothing. Retired, it is never online, and nothing about
 * it changes until it is taken back into use.
 */
@Aggregate
class Device extends TenantOwned {
    @AggregateIdentifier
    private DeviceId deviceId;

    private DeviceDetails details;
    private int revision;
    private DeviceDuty duty = DeviceDuty.IN_USE;

    private SelfDescription description = SelfDescription.NOTHING;
    private Instant describedAt = Instant.MIN;

    private boolean online;

    @SuppressWarnings("NullAway.Init")
    Device() {}

    @SuppressWarnings("NullAway.Init")
    Device(RegisterDevice command) {
        apply(new DeviceRegistered(command.deviceId(), command.tenantId(), command.details()));
    }

    /** @return the revision that the device has now */
    @CommandHandler
    int handle(ChangeDevice command, DeviceRegister register) {
        DeviceDuty wanted = command.duty() == null ? duty : command.duty();
        boolean sameDetails = command.details().equals(details);
        if (sameDetails && wanted == duty) {
            return revision;
        }
        if (command.revision() != null && command.revision() != revision) {
            throw Rejection.ofField(
                    Rejection.Code.DEVICE_REVISION_OUTDATED, "revision", "is outdated: the device has " + revision);
        }
        if (duty == DeviceDuty.RETIRED) {
            reinstate(command, wanted, register);
        } else if (!sameDetails) {
            register.requireReferences(command.tenantId(), deviceId, command.details());
            if (!command.details().serialNumber().equals(details.serialNumber())) {
                register.claim(command.tenantId(), deviceId, command.details().serialNumber());
            }
        }
        if (!sameDetails) {
            apply(new DeviceChanged(deviceId, command.tenantId(), command.details(), revision + 1));
        }
        takeUp(wanted, command.tenantId(), register);
        return revision;
    }

    private void reinstate(ChangeDevice command, DeviceDuty wanted, DeviceRegister register) {
        if (wanted == DeviceDuty.RETIRED) {
            throw Rejection.of(Rejection.Code.DEVICE_RETIRED, "The device is retired");
        }
        register.requireReferences(command.tenantId(), deviceId, command.details());
        register.claim(command.tenantId(), deviceId, command.details().serialNumber());
        apply(new DeviceReinstated(deviceId, command.tenantId()));
    }

    private void takeUp(DeviceDuty wanted, TenantId tenant, DeviceRegister register) {
        if (wanted == duty) {
            return;
        }
        if (duty == DeviceDuty.MAINTENANCE) {
            apply(new DeviceMaintenanceEnded(deviceId, tenant));
        }
        switch (wanted) {
            case IN_USE -> {}
            case MAINTENANCE -> apply(new DeviceMaintenanceBegan(deviceId, tenant));
            case RETIRED -> {
                register.retire(tenant, deviceId, details.serialNumber());
                apply(new DeviceRetired(deviceId, tenant));
            }
        }
    }

    @CommandHandler
    void handle(RetireDevice command, DeviceRegister register) {
        takeUp(DeviceDuty.RETIRED, command.tenantId(), register);
    }

    @CommandHandler
    void handle(DescribeDevice command) {
        if (duty == DeviceDuty.RETIRED) {
            throw Rejection.of(Rejection.Code.DEVICE_RETIRED, "The device is retired");
        }
        SelfDescription known = description.followedBy(command.said());
        if (!known.equals(description) && !command.at().isBefore(describedAt)) {
            apply(new DeviceDescribedItself(command.deviceId(), command.tenantId(), known, command.at()));
        }
    }

    /** A report may have come just before the device was retired. */
    @CommandHandler
    void handle(MarkDeviceOnline command) {
        if (!online && duty != DeviceDuty.RETIRED) {
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
        details = event.details();
        revision = 1;
    }

    @EventSourcingHandler
    void on(DeviceChanged event) {
        details = event.details();
        revision = event.revision();
    }

    @EventSourcingHandler
    void on(DeviceMaintenanceBegan event) {
        duty = DeviceDuty.MAINTENANCE;
    }

    @EventSourcingHandler
    void on(DeviceMaintenanceEnded event) {
        duty = DeviceDuty.IN_USE;
    }

    @EventSourcingHandler
    void on(DeviceRetired event) {
        duty = DeviceDuty.RETIRED;
        online = false;
    }

    @EventSourcingHandler
    void on(DeviceReinstated event) {
        duty = DeviceDuty.IN_USE;
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
