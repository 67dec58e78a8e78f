package io.atalaya.alerting.notification;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.KeptTarget;
import io.atalaya.contract.site.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A channel as it is at present. */
record Channel(ChannelId id, ChannelSettings settings, Instant addedAt, boolean isPaused, KeptTarget kept) {
    /**
     * Whether it would tell this; whether it may at present is another matter.
     *
     * @param site where it happened; {@code null} for nowhere
     */
    boolean isFor(News news, @Nullable SiteId site) {
        boolean ofTheseSites = settings.siteIds().isEmpty()
                || (site != null && settings.siteIds().contains(site));
        return ofTheseSites
                && settings.lets(news.occasion(), news.severity())
                && !news.at().isBefore(addedAt);
    }
}
