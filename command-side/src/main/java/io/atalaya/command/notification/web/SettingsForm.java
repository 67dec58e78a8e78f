package io.atalaya.command.notification.web;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.site.SiteId;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings as requests give them, in which most may be left out. */
final class SettingsForm {
    private SettingsForm() {}

    static ChannelSettings settings(
            String name,
            @Nullable Boolean enabled,
            @Nullable Set<Occasion> events,
            @Nullable Severity minimumSeverity,
            @Nullable Set<SiteId> siteIds,
            @Nullable Integer singlyPerMinute,
            @Nullable Duration digestEvery) {
        return new ChannelSettings(
                name,
                enabled == null || enabled,
                events == null ? Set.of() : events,
                minimumSeverity == null ? Severity.INFO : minimumSeverity,
                siteIds == null ? Set.of() : siteIds,
                singlyPerMinute == null ? ChannelSettings.DEFAULT_SINGLY : singlyPerMinute,
                digestEvery == null ? ChannelSettings.DEFAULT_DIGEST : digestEvery);
    }
}
