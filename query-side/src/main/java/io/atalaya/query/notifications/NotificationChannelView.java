package io.atalaya.query.notifications;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelType;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A notification channel, as clients see it.
 *
 * @param events empty means all
 * @param siteIds empty means everything
 * @param destination where it leads, without what is personal or secret
 * @param failures attempts that failed since the last that did not
 * @param lastFailure why the last one did
 * @param pausedAt since when nothing is tried any more because everything failed
 */
public record NotificationChannelView(
        ChannelId id,
        String name,
        ChannelType type,
        boolean enabled,
        Set<Occasion> events,
        Severity minimumSeverity,
        Set<SiteId> siteIds,
        int singlyPerMinute,
        Duration digestEvery,
        String destination,
        Instant addedAt,
        int failures,
        @Nullable String lastFailure,
        @Nullable Instant pausedAt) {}
