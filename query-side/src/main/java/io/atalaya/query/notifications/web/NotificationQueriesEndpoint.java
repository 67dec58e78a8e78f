package io.atalaya.query.notifications.web;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.TimeRange;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.notifications.FindNotification;
import io.atalaya.query.notifications.FindNotifications;
import io.atalaya.query.notifications.NotificationStatus;
import io.atalaya.query.notifications.NotificationView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads the ledger of notifications. */
@RestController
@RequestMapping("/api/v1/notifications")
@ReadsFrom(NotificationQueriesEndpoint.WRITTEN_BY)
class NotificationQueriesEndpoint {
    /** The processor that enters what people are to be told. */
    static final String WRITTEN_BY = "notifications";

    private final Queries queries;

    NotificationQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** Newest first; from is inclusive, to exclusive. */
    @GetMapping
    Page<NotificationView> list(
            @RequestParam(required = false) @Nullable NotificationStatus status,
            @RequestParam(required = false) @Nullable ChannelId channel,
            @RequestParam(required = false) @Nullable AlertId alert,
            @RequestParam(required = false) @Nullable TicketId ticket,
            @RequestParam(required = false) @Nullable NotificationId digest,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindNotifications(
                        caller.tenantId(),
                        status,
                        channel,
                        alert,
                        ticket,
                        digest,
                        new TimeRange(from, to),
                        Listing.of(limit, cursor)),
                caller);
    }

    @GetMapping("/{notificationId}")
    NotificationView one(@PathVariable NotificationId notificationId, Caller caller) {
        return queries.ask(new FindNotification(caller.tenantId(), notificationId), NotificationView.class, caller);
    }
}
