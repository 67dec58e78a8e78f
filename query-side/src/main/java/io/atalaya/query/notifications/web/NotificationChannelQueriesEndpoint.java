package io.atalaya.query.notifications.web;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.notifications.FindNotificationChannel;
import io.atalaya.query.notifications.FindNotificationChannels;
import io.atalaya.query.notifications.NotificationChannelView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads notification channels. */
@RestController
@RequestMapping("/api/v1/notification-channels")
class NotificationChannelQueriesEndpoint {
    private final Queries queries;

    NotificationChannelQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<NotificationChannelView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(new FindNotificationChannels(caller.tenantId(), Listing.of(limit, cursor)), caller);
    }

    @GetMapping("/{channelId}")
    NotificationChannelView one(@PathVariable ChannelId channelId, Caller caller) {
        return queries.ask(
                new FindNotificationChannel(caller.tenantId(), channelId), NotificationChannelView.class, caller);
    }
}
