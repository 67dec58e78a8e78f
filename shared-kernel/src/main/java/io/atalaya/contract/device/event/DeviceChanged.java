package io.atalaya.contract.device.event;

import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * This is what is known of the device from now on.
 *
 * @param revision counts what was known so far, itself included; what it was registered with is 1
 */
@Revision("1")
public record DeviceChanged(DeviceId deviceId, TenantId tenantId, DeviceDetails details, int revision)
        implements DeviceEvent {}
