package io.atalaya.query.maintenance;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.site.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Maintenance, as clients see it; without a device, an asset and a site, of the whole tenant.
 *
 * @param endedAt when it ended or was cancelled, which may be before {@code to}
 */
public record MaintenanceView(
        MaintenanceId id,
        MaintenanceStatus status,
        Instant from,
        Instant to,
        String reason,
        @Nullable DeviceId deviceId,
        @Nullable AssetId assetId,
        @Nullable SiteId siteId,
        @Nullable Instant endedAt) {}
