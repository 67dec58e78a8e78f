package io.atalaya.query.tickets;

import io.atalaya.contract.ticket.event.TicketEvent;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import io.atalaya.query.sites.Whereabouts;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/** Keeps the read model of tickets. */
@Component
@ProcessingGroup(TicketProjection.PROCESSING_GROUP)
public class TicketProjection {
    public static final String PROCESSING_GROUP = "tickets";

    private final TicketRows rows;
    private final Whereabouts whereabouts;
    private final Clock clock;

    TicketProjection(TicketRows rows, Whereabouts whereabouts, Clock clock) {
        this.rows = rows;
        this.whereabouts = whereabouts;
        this.clock = clock;
    }

    @EventHandler
    void on(TicketEvent event, EventMessage<TicketEvent> message, @SequenceNumber long sequence) {
        UUID id = event.ticketId().value();
        Instant at = message.getTimestamp();
        if (event instanceof TicketOpened opened) {
            rows.createOnce(id, () -> new TicketRow(opened, siteOf(opened), at, LogPosition.of(message)));
        } else {
            rows.change(id, row -> row.apply(event, at, sequence));
        }
    }

    private @Nullable UUID siteOf(TicketOpened opened) {
        return whereabouts.siteOf(opened.tenantId(), opened.deviceId(), opened.assetId());
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
    }

    @QueryHandler
    Page<TicketView> find(FindTickets query) {
        Map<String, @Nullable Object> filters = new HashMap<>();
        filters.put("status", query.status());
        filters.put("priority", query.priority());
        filters.put(
                "assigneeId",
                query.assigneeId() == null ? null : query.assigneeId().value());
        filters.put(
                "deviceId", query.deviceId() == null ? null : query.deviceId().value());
        filters.put("assetId", query.assetId() == null ? null : query.assetId().value());
        filters.put("alertId", query.alertId() == null ? null : query.alertId().value());
        filters.put("slaBreached", query.breached());
        return rows.list(query, filters, overdue(query.overdue()), query.listing(), TicketRow::view);
    }

    private @Nullable Specification<TicketRow> overdue(@Nullable Boolean wanted) {
        if (wanted == null) {
            return null;
        }
        Instant now = clock.instant();
        return wanted
                ? (row, sql, is) -> is.lessThanOrEqualTo(row.get("dueAt"), now)
                : (row, sql, is) -> is.or(is.isNull(row.get("dueAt")), is.greaterThan(row.get("dueAt"), now));
    }

    @QueryHandler
    TicketView find(FindTicket query) {
        return rows.require(query, query.id().value(), "Ticket").view();
    }
}
