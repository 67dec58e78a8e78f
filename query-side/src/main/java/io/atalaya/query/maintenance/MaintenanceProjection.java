package io.atalaya.query.maintenance;

import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.contract.maintenance.event.MaintenanceEvent;
import io.atalaya.contract.maintenance.event.MaintenancePlanned;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import io.atalaya.query.sites.Whereabouts;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the read model of maintenance. */
@Component
@ProcessingGroup(MaintenanceProjection.PROCESSING_GROUP)
public class MaintenanceProjection {
    public static final String PROCESSING_GROUP = "maintenance";

    private final MaintenanceRows rows;
    private final Whereabouts whereabouts;

    MaintenanceProjection(MaintenanceRows rows, Whereabouts whereabouts) {
        this.rows = rows;
        this.whereabouts = whereabouts;
    }

    @EventHandler
    void on(MaintenanceEvent event, EventMessage<MaintenanceEvent> message) {
        UUID id = event.maintenanceId().value();
        if (event instanceof MaintenancePlanned planned) {
            rows.createOnce(id, () -> new MaintenanceRow(planned, siteOf(planned), LogPosition.of(message)));
        } else {
            rows.change(id, row -> row.apply(event, message.getTimestamp()));
        }
    }

    private @Nullable UUID siteOf(MaintenancePlanned planned) {
        MaintenanceScope scope = planned.scope();
        return scope.siteId() == null
                ? whereabouts.siteOf(planned.tenantId(), scope.deviceId(), scope.assetId())
                : scope.siteId().value();
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
    }

    @QueryHandler
    Page<MaintenanceView> find(FindMaintenances query) {
        Map<String, @Nullable Object> filters = new HashMap<>();
        filters.put("status", query.status());
        filters.put(
                "deviceId", query.deviceId() == null ? null : query.deviceId().value());
        return rows.list(query, filters, null, query.listing(), MaintenanceRow::view);
    }

    @QueryHandler
    MaintenanceView find(FindMaintenance query) {
        return rows.require(query, query.id().value(), "Maintenance").view();
    }
}
