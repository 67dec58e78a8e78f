package io.atalaya.contract.device.event;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Somebody works on the device from now on. */
@Revision("1")
public record DeviceMaintenanceBegan(DeviceId deviceId, TenantId tenantId) implements DeviceEvent {}
