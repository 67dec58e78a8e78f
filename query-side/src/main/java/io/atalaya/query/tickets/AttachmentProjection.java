package io.atalaya.query.tickets;

import io.atalaya.contract.ticket.event.TicketAttachmentAdded;
import io.atalaya.contract.ticket.event.TicketAttachmentRemoved;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.Rejection;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import io.atalaya.query.sites.Whereabouts;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the list of tickets' photos and documents. */
@Component
@ProcessingGroup(TicketProjection.PROCESSING_GROUP)
class AttachmentProjection {
    private final AttachmentRows rows;
    private final TicketRows tickets;
    private final Whereabouts whereabouts;

    AttachmentProjection(AttachmentRows rows, TicketRows tickets, Whereabouts whereabouts) {
        this.rows = rows;
        this.tickets = tickets;
        this.whereabouts = whereabouts;
    }

    @EventHandler
    void on(
            TicketAttachmentAdded event,
            EventMessage<TicketAttachmentAdded> message,
            @MetaDataValue(MetadataKeys.ACTOR_ID) String actorId) {
        TicketRow ticket = tickets.findById(event.ticketId().value())
                .orElseThrow(() -> new IllegalStateException("There is no row of ticket " + event.ticketId()));
        rows.createOnce(
                event.attachmentId().value(),
                () -> new AttachmentRow(
                        event, siteOf(ticket), message.getTimestamp(), actorId, LogPosition.of(message)));
    }

    /** Where the directory says, and not the ticket's row: its device may move in the same batch, past rows not yet written. */
    private @Nullable UUID siteOf(TicketRow ticket) {
        return whereabouts.siteOf(ticket.tenantId(), ticket.deviceId(), ticket.assetId());
    }

    @EventHandler
    void on(TicketAttachmentRemoved event) {
        rows.deleteById(event.attachmentId().value());
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
    }

    @QueryHandler
    Page<AttachmentView> find(FindAttachments query) {
        tickets.require(query, query.ticketId().value(), "Ticket");
        return rows.list(
                query, Map.of("ticketId", query.ticketId().value()), null, query.listing(), AttachmentRow::view);
    }

    @QueryHandler
    AttachmentView find(FindAttachment query) {
        AttachmentRow row = rows.require(query, query.id().value(), "Attachment");
        if (!row.isOf(query.ticketId())) {
            throw Rejection.notFound("Attachment");
        }
        return row.view();
    }
}
