package io.atalaya.command.notification.web;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.ChannelTarget;
import io.atalaya.contract.notification.ChannelType;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.notification.SigningSecret;
import io.atalaya.contract.site.SiteId;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel that has just been added.
 *
 * @param destination where it leads, as it is shown from now on
 * @param secret what a webhook's messages are signed with; shown this once
 */
record ChannelAnswer(
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
        @Nullable String secret) {
    static ChannelAnswer of(
            ChannelId id, ChannelSettings settings, ChannelTarget target, @Nullable SigningSecret secret) {
        return new ChannelAnswer(
                id,
                settings.name(),
                target.channelType(),
                settings.enabled(),
                settings.events(),
                settings.minimumSeverity(),
                settings.siteIds(),
                settings.singlyPerMinute(),
                settings.digestEvery(),
                target.shown(),
                secret == null ? null : secret.value());
    }
}
