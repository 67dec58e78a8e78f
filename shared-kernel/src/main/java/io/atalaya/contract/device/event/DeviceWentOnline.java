package io.atalaya.contract.device.event;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * A device reported that had not for long, or never.
 *
 * @param at when the report came, by the server's clock; never before the device went offline
 */
@Revision("1")
public record DeviceWentOnline(DeviceId deviceId, TenantId tenantId, Instant at) implements DeviceEvent {}
