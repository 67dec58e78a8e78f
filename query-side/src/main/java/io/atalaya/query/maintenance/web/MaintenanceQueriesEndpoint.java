package io.atalaya.query.maintenance.web;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.maintenance.FindMaintenance;
import io.atalaya.query.maintenance.FindMaintenances;
import io.atalaya.query.maintenance.MaintenanceProjection;
import io.atalaya.query.maintenance.MaintenanceStatus;
import io.atalaya.query.maintenance.MaintenanceView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads planned maintenance. */
@RestController
@RequestMapping("/api/v1/maintenance-windows")
@ReadsFrom(MaintenanceProjection.PROCESSING_GROUP)
class MaintenanceQueriesEndpoint {
    private final Queries queries;

    MaintenanceQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<MaintenanceView> list(
            @RequestParam(required = false) @Nullable MaintenanceStatus status,
            @RequestParam(name = "device", required = false) @Nullable DeviceId deviceId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindMaintenances(caller.tenantId(), caller.within(), status, deviceId, Listing.of(limit, cursor)),
                caller);
    }

    @GetMapping("/{maintenanceId}")
    MaintenanceView get(@PathVariable MaintenanceId maintenanceId, Caller caller) {
        return queries.ask(
                new FindMaintenance(caller.tenantId(), caller.within(), maintenanceId), MaintenanceView.class, caller);
    }
}
