package io.atalaya.alerting.presence;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;

/**
 * How a device stands.
 *
 * @param lastSeenAt when its newest report came, or less than the precision before
 * @param changedAt when it came online or went offline, whichever was last; never moves back
 */
record Presence(DeviceId deviceId, TenantId tenantId, boolean online, Instant lastSeenAt, Instant changedAt) {

    /** With a report so late that the device had been taken for offline before, it comes online at that very moment. */
    Presence cameOnline(Instant reportedAt) {
        return new Presence(
                deviceId, tenantId, true, reportedAt, reportedAt.isAfter(changedAt) ? reportedAt : changedAt);
    }

    Presence wentOffline(Duration offlineAfter) {
        return new Presence(deviceId, tenantId, false, lastSeenAt, lastSeenAt.plus(offlineAfter));
    }

    Presence seen(Instant reportedAt) {
        return new Presence(deviceId, tenantId, online, reportedAt, changedAt);
    }
}
