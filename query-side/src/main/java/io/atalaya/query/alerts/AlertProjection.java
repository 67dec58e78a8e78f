package io.atalaya.query.alerts;

import io.atalaya.contract.alert.event.AlertEvent;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import io.atalaya.query.sites.Whereabouts;
import java.time.Instant;
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

/** Keeps the read model of alerts. */
@Component
@ProcessingGroup(AlertProjection.PROCESSING_GROUP)
public class AlertProjection {
    public static final String PROCESSING_GROUP = "alerts";

    private final AlertRows rows;
    private final Whereabouts whereabouts;

    AlertProjection(AlertRows rows, Whereabouts whereabouts) {
        this.rows = rows;
        this.whereabouts = whereabouts;
    }

    @EventHandler
    void on(AlertEvent event, EventMessage<AlertEvent> message) {
        UUID id = event.alertId().value();
        Instant at = message.getTimestamp();
        if (event instanceof AlertRaised raised) {
            rows.createOnce(id, () -> new AlertRow(raised, siteOf(raised), at, LogPosition.of(message)));
        } else {
            rows.change(id, row -> row.apply(event, at));
        }
    }

    private @Nullable UUID siteOf(AlertRaised raised) {
        return whereabouts.siteOf(raised.tenantId(), raised.deviceId(), null);
    }

    @EventHandler
    void on(TicketOpened event) {
        if (event.alertId() != null) {
            rows.change(event.alertId().value(), row -> row.ticketOpened(event.ticketId()));
        }
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
    }

    @QueryHandler
    Page<AlertView> find(FindAlerts query) {
        Map<String, @Nullable Object> filters = new HashMap<>();
        filters.put("status", query.status());
        filters.put("severity", query.severity());
        filters.put("type", query.type());
        filters.put(
                "deviceId", query.deviceId() == null ? null : query.deviceId().value());
        filters.put("siteId", query.siteId() == null ? null : query.siteId().value());
        filters.put("suppression", query.suppression());
        filters.put(
                "assigneeId",
                query.assigneeId() == null ? null : query.assigneeId().value());
        return rows.list(query, filters, null, query.listing(), AlertRow::view);
    }

    @QueryHandler
    AlertView find(FindAlert query) {
        return rows.require(query, query.id().value(), "Alert").view();
    }
}
