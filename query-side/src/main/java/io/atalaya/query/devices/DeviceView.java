package io.atalaya.query.devices;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.ReportedStatus;
import io.atalaya.contract.site.SiteId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device, as clients see it; its key is not part of it.
 *
 * @param firmwareVersion as the device says, or else as its owner does
 * @param lastSeenAt when it last reported, by the server's clock; {@code null} if never
 * @param statusSince since when it has its status; at first, since its registration
 * @param revision counts its changes; whoever changes it may name the one that they have seen
 */
public record DeviceView(
        DeviceId id,
        String name,
        String type,
        String serialNumber,
        @Nullable String protocol,
        @Nullable String connectionString,
        @Nullable SiteId siteId,
        @Nullable AssetId assetId,
        @Nullable DeviceId parentId,
        @Nullable String area,
        @Nullable String location,
        Map<String, Object> config,
        Map<String, Object> metadata,
        @Nullable String firmwareVersion,
        @Nullable Instant lastSeenAt,
        DeviceStatus status,
        Instant statusSince,
        int revision,
        @Nullable Reported reported) {

    /**
     * What the device last said of itself; {@code status} is what we think of it.
     *
     * @param message why it has that status, for people
     * @param at by the device's clock
     */
    public record Reported(
            @Nullable ReportedStatus status, @Nullable String message, Instant at) {}
}
