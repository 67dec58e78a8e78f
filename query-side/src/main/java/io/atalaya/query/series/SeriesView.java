package io.atalaya.query.series;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric over time.
 *
 * @param unit as it was reported last; {@code null} if never with one
 * @param from inclusive
 * @param step the length of each bucket
 * @param items oldest first; a bucket without readings is absent
 */
public record SeriesView(
        @Nullable DeviceId deviceId,
        @Nullable AssetId assetId,
        String metric,
        @Nullable String unit,
        String range,
        Instant from,
        Duration step,
        List<Interval> items) {

    /**
     * The readings of one bucket.
     *
     * @param start inclusive; the bucket ends where the next one may begin
     */
    public record Interval(Instant start, double min, double max, double avg, long count) {}
}
