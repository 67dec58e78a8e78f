package io.atalaya.contract.device.event;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Nobody works on the device any more. */
@Revision("1")
public record DeviceMaintenanceEnded(DeviceId deviceId, TenantId tenantId) implements DeviceEvent {}
