package io.atalaya.query.health.web;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Queries;
import io.atalaya.query.TimeRange;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.health.FindAssetHealth;
import io.atalaya.query.health.FindDeviceHealth;
import io.atalaya.query.health.HealthProjection;
import io.atalaya.query.health.HealthView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads how well devices and assets are. */
@RestController
@RequestMapping("/api/v1")
@ReadsFrom(HealthProjection.PROCESSING_GROUP)
class HealthQueriesEndpoint {
    private final Queries queries;

    HealthQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** With {@code from}, its history too: a score for each full hour up to {@code to}, 31 days at most. */
    @GetMapping("/devices/{deviceId}/health")
    HealthView ofDevice(
            @PathVariable DeviceId deviceId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            Caller caller) {
        return queries.ask(
                new FindDeviceHealth(caller.tenantId(), caller.within(), deviceId, new TimeRange(from, to)),
                HealthView.class,
                caller);
    }

    /** In each part as the worst device on it; its own tickets count too. With {@code from}, its history too. */
    @GetMapping("/assets/{assetId}/health")
    HealthView ofAsset(
            @PathVariable AssetId assetId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            Caller caller) {
        return queries.ask(
                new FindAssetHealth(caller.tenantId(), caller.within(), assetId, new TimeRange(from, to)),
                HealthView.class,
                caller);
    }
}
