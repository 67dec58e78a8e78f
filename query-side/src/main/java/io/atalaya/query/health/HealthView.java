package io.atalaya.query.health;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How well a device or an asset is, and why. Exactly one of the two ids is there.
 *
 * @param score 0 to 100: the weighted mean of the parts
 * @param parts those of which something is known
 * @param history an entry for each full hour that was asked for, oldest first; empty if none was
 */
public record HealthView(
        @Nullable DeviceId deviceId,
        @Nullable AssetId assetId,
        Instant at,
        int score,
        List<HealthPartView> parts,
        List<HealthPoint> history) {

    /**
     * One part of the score.
     *
     * @param score 0 to 100
     * @param value what the score follows from, in {@code unit}
     * @param explanation the same in words
     * @param causes the newest ones, 10 at most, of the device that is worst in this
     */
    public record HealthPartView(
            HealthPart part,
            int weight,
            double score,
            double value,
            String unit,
            String explanation,
            List<HealthCause> causes) {}

    /**
     * What the value comes from, with the places of its events in the log.
     *
     * @param type such as ALERT
     * @param id of the alert, ticket or device
     * @param endedAt {@code null} while it lasts, as is {@code endedPosition}
     */
    public record HealthCause(
            String type,
            UUID id,
            Instant beganAt,
            long beganPosition,
            @Nullable Instant endedAt,
            @Nullable Long endedPosition) {}

    /** The score as it was. */
    public record HealthPoint(Instant at, int score) {}
}
