package io.atalaya.query.tickets.web;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.tickets.FindTicket;
import io.atalaya.query.tickets.FindTickets;
import io.atalaya.query.tickets.TicketProjection;
import io.atalaya.query.tickets.TicketStatus;
import io.atalaya.query.tickets.TicketView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads tickets. */
@RestController
@RequestMapping("/api/v1/tickets")
@ReadsFrom(TicketProjection.PROCESSING_GROUP)
class TicketQueriesEndpoint {
    private final Queries queries;

    TicketQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<TicketView> list(
            @RequestParam(required = false) @Nullable TicketStatus status,
            @RequestParam(required = false) @Nullable Priority priority,
            @RequestParam(name = "assignee", required = false) @Nullable UserId assigneeId,
            @RequestParam(name = "device", required = false) @Nullable DeviceId deviceId,
            @RequestParam(name = "asset", required = false) @Nullable AssetId assetId,
            @RequestParam(name = "alert", required = false) @Nullable AlertId alertId,
            @RequestParam(required = false) @Nullable Boolean breached,
            @RequestParam(required = false) @Nullable Boolean overdue,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindTickets(
                        caller.tenantId(),
                        caller.within(),
                        status,
                        priority,
                        assigneeId,
                        deviceId,
                        assetId,
                        alertId,
                        breached,
                        overdue,
                        Listing.of(limit, cursor)),
                caller);
    }

    @GetMapping("/{ticketId}")
    TicketView get(@PathVariable TicketId ticketId, Caller caller) {
        return queries.ask(new FindTicket(caller.tenantId(), caller.within(), ticketId), TicketView.class, caller);
    }
}
