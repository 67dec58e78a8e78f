package io.atalaya.query.dashboard;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Temperature and humidity.
 *
 * @param since when the time of the figures began: 24 hours ago, at a full even hour (UTC)
 * @param metrics over all devices; one that no device has reported is absent
 * @param items by device, newest first; the newest 1,000 devices in use
 */
public record ClimateView(Instant since, List<MetricClimate> metrics, List<DeviceClimate> items) {

    /**
     * A metric over all devices since {@link ClimateView#since}.
     *
     * @param devices that have reported it since
     */
    public record MetricClimate(String metric, long devices, double min, double max, double avg) {}

    /** One metric of one device. */
    public record DeviceClimate(
            DeviceId deviceId,
            String name,
            @Nullable SiteId siteId,
            @Nullable AssetId assetId,
            String metric,
            @Nullable String unit,
            double value,
            Instant measuredAt,
            @Nullable ClimateFigures figures) {}

    /** Of one metric of one device since {@link ClimateView#since}; absent if it has reported none. */
    public record ClimateFigures(double min, double max, double avg, long count) {}
}
