package io.atalaya.query.energy.web;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Queries;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.energy.EnergyView;
import io.atalaya.query.energy.FindEnergy;
import io.atalaya.query.readings.ReadingsProjection;
import io.atalaya.query.series.SeriesRange;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads what devices use. */
@RestController
@RequestMapping("/api/v1/dashboard/energy")
@ReadsFrom(ReadingsProjection.PROCESSING_GROUP)
class EnergyEndpoint {
    private final Queries queries;

    EnergyEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** In kilowatt hours, money and carbon dioxide, over 24h, 7d or 30d; of a device, an asset, a site, or all. */
    @GetMapping
    EnergyView get(
            @RequestParam(defaultValue = "24h") String range,
            @RequestParam(name = "device", required = false) @Nullable DeviceId deviceId,
            @RequestParam(name = "asset", required = false) @Nullable AssetId assetId,
            @RequestParam(name = "site", required = false) @Nullable SiteId siteId,
            Caller caller) {
        return queries.ask(
                new FindEnergy(caller.tenantId(), caller.within(), deviceId, assetId, siteId, SeriesRange.of(range)),
                EnergyView.class,
                caller);
    }
}
