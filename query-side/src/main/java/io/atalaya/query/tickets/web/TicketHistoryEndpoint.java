package io.atalaya.query.tickets.web;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.audit.AuditProjection;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.tickets.FindTicketHistory;
import io.atalaya.query.tickets.TicketHistoryEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads what happened to a ticket. */
@RestController
@RequestMapping("/api/v1/tickets/{ticketId}/history")
@ReadsFrom(AuditProjection.PROCESSING_GROUP)
class TicketHistoryEndpoint {
    private final Queries queries;

    TicketHistoryEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** Newest first, timers included: why something happened by itself, or did not. */
    @GetMapping
    Page<TicketHistoryEntry> list(
            @PathVariable TicketId ticketId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindTicketHistory(caller.tenantId(), caller.within(), ticketId, Listing.of(limit, cursor)), caller);
    }
}
