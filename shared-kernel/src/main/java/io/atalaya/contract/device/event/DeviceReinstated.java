package io.atalaya.contract.device.event;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** A retired device is in use again, under the serial number that it had. Its keys do not come back. */
@Revision("1")
public record DeviceReinstated(DeviceId deviceId, TenantId tenantId) implements DeviceEvent {}
