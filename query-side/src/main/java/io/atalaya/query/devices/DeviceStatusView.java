package io.atalaya.query.devices;

import io.atalaya.contract.device.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device is online.
 *
 * @param since since when it has this status; at first, since its registration
 * @param lastSeenAt when it last reported, by the server's clock; {@code null} if never
 */
public record DeviceStatusView(
        DeviceId deviceId,
        DeviceStatus status,
        Instant since,
        @Nullable Instant lastSeenAt,
        UptimeView uptime) {}
