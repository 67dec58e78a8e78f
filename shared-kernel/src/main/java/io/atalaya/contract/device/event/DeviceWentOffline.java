package io.atalaya.contract.device.event;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * A device has been silent for so long that it counts as gone.
 *
 * @param lastSeenAt when it last reported, by the server's clock; too early by less than the setting
 *     {@code atalaya.devices.seen-precision} if its last reports came faster than that
 * @param at when its silence became too long; the event itself is younger
 */
@Revision("1")
public record DeviceWentOffline(DeviceId deviceId, TenantId tenantId, Instant lastSeenAt, Instant at)
        implements DeviceEvent {}
