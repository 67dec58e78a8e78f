package io.atalaya.command.device;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.command.RegisterDevice;
import io.atalaya.contract.device.event.DeviceRegistered;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A device in the field. Created by {@link DeviceRegistration}, which also issues its key. */
@Aggregate
class Device extends TenantOwned {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable DeviceId deviceId;

    Device() {}

    Device(RegisterDevice command) {
        apply(new DeviceRegistered(command.deviceId(), command.tenantId(), command.details()));
    }

    @EventSourcingHandler
    void on(DeviceRegistered event) {
        deviceId = event.deviceId();
        tenantId = event.tenantId();
    }
}
