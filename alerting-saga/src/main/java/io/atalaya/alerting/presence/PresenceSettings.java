package io.atalaya.alerting.presence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a device is offline.
 *
 * @param offlineAfter a device that has not reported for this long is offline
 * @param seenPrecision by how much the stored time of a device's last report may be too early, so that not each report
 *     costs a write; {@code null} for a thirtieth of {@code offlineAfter}
 * @param sweepEvery how often silent devices are looked for
 */
public record PresenceSettings(
        @DefaultValue("PT5M") Duration offlineAfter,
        @Nullable Duration seenPrecision,
        @DefaultValue("PT2S") Duration sweepEvery) {
    private static final int PARTS = 30;

    public PresenceSettings {
        if (!offlineAfter.isPositive() || !sweepEvery.isPositive()) {
            throw new IllegalArgumentException(
                    "atalaya.devices.offline-after and atalaya.devices.sweep-every must be positive");
        }
        if (seenPrecision != null && (seenPrecision.isNegative() || seenPrecision.compareTo(offlineAfter) >= 0)) {
            throw new IllegalArgumentException(
                    "atalaya.devices.seen-precision must be shorter than atalaya.devices.offline-after");
        }
    }

    Duration precision() {
        return seenPrecision == null ? offlineAfter.dividedBy(PARTS) : seenPrecision;
    }

    /** After so long without a newer stored time, a device has been silent for {@link #offlineAfter}, however late that time. */
    Duration certainlySilentAfter() {
        return offlineAfter.plus(precision());
    }
}
