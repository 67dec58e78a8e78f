package io.atalaya.query.tickets;

import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.event.TicketAttachmentAdded;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "ticket_attachment_view")
class AttachmentRow extends ReadModel {
    @Column(name = "ticket_id")
    private UUID ticketId;

    /** Where the ticket stands; only to filter by. */
    @Column(name = "site_id")
    @SuppressWarnings("UnusedVariable") // queries name it
    private @Nullable UUID siteId;

    @Column(name = "name")
    private String name;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "size")
    private long size;

    @Column(name = "sha256")
    private String sha256;

    @Column(name = "added_at")
    private Instant addedAt;

    @Column(name = "added_by")
    private String addedBy;

    @SuppressWarnings("NullAway.Init")
    protected AttachmentRow() {}

    AttachmentRow(TicketAttachmentAdded event, @Nullable UUID siteId, Instant at, String by, long position) {
        super(event.attachmentId().value(), event.tenantId(), position);
        ticketId = event.ticketId().value();
        this.siteId = siteId;
        name = event.name();
        mediaType = event.mediaType();
        size = event.size();
        sha256 = event.sha256();
        addedAt = at;
        addedBy = by;
    }

    boolean isOf(TicketId ticket) {
        return ticketId.equals(ticket.value());
    }

    AttachmentView view() {
        return new AttachmentView(new AttachmentId(id()), name, mediaType, size, sha256, addedAt, addedBy);
    }
}
