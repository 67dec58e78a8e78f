package io.atalaya.contract.device.event;

import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** A device exists from now on. It is offline until it reports. */
@Revision("1")
public record DeviceRegistered(DeviceId deviceId, TenantId tenantId, DeviceDetails details) implements DeviceEvent {}
