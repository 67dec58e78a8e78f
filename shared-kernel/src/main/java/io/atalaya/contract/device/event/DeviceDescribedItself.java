package io.atalaya.contract.device.event;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * A device has said something new of itself.
 *
 * @param description all that it has said by now
 * @param at by the device's clock
 */
@Revision("1")
public record DeviceDescribedItself(DeviceId deviceId, TenantId tenantId, SelfDescription description, Instant at)
        implements DeviceEvent {}
