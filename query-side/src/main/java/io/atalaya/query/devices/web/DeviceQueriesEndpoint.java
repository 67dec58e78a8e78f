package io.atalaya.query.devices.web;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.devices.DeviceProjection;
import io.atalaya.query.devices.DeviceStatus;
import io.atalaya.query.devices.DeviceStatusView;
import io.atalaya.query.devices.DeviceView;
import io.atalaya.query.devices.FindDevice;
import io.atalaya.query.devices.FindDeviceStatus;
import io.atalaya.query.devices.FindDevices;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads devices. */
@RestController
@RequestMapping("/api/v1/devices")
@ReadsFrom(DeviceProjection.PROCESSING_GROUP)
class DeviceQueriesEndpoint {
    private final Queries queries;

    DeviceQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<DeviceView> list(
            @RequestParam(required = false) @Nullable DeviceStatus status,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(name = "site", required = false) @Nullable SiteId siteId,
            @RequestParam(name = "asset", required = false) @Nullable AssetId assetId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindDevices(
                        caller.tenantId(),
                        caller.within(),
                        status,
                        type,
                        area,
                        siteId,
                        assetId,
                        Listing.of(limit, cursor)),
                caller);
    }

    @GetMapping("/{deviceId}")
    DeviceView get(@PathVariable DeviceId deviceId, Caller caller) {
        return queries.ask(new FindDevice(caller.tenantId(), caller.within(), deviceId), DeviceView.class, caller);
    }

    /** Uptime is given for the last 24 hours, 7 days and 30 days. */
    @GetMapping("/{deviceId}/status")
    DeviceStatusView status(@PathVariable DeviceId deviceId, Caller caller) {
        return queries.ask(
                new FindDeviceStatus(caller.tenantId(), caller.within(), deviceId), DeviceStatusView.class, caller);
    }
}
