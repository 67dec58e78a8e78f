package io.atalaya.contract.device.event;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** The device is out of use, and with it its keys. It is not online any more, whatever it was. */
@Revision("1")
public record DeviceRetired(DeviceId deviceId, TenantId tenantId) implements DeviceEvent {}
