package io.atalaya.command.device;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.contract.device.command.DescribeDevice;
import io.atalaya.contract.device.command.RegisterDevice;
import io.atalaya.contract.device.event.DeviceDescribedItself;
import io.atalaya.contract.device.event.DeviceRegistered;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
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

    private SelfDescription description = SelfDescription.NOTHING;
    private Instant describedAt = Instant.MIN;

    Device() {}

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
}
