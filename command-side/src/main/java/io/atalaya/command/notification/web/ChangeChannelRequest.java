package io.atalaya.command.notification.web;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.ChannelTarget;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.access.Role;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a channel is to be like, by the fields of {@link CreateChannelRequest}; its type stays. */
record ChangeChannelRequest(
        @NotBlank @Size(max = 200) String name,
        @Nullable Boolean enabled,
        @Nullable Set<@NotNull Occasion> events,
        @Nullable Severity minimumSeverity,
        @Nullable @Size(max = 100) Set<@NotNull SiteId> siteIds,
        @Nullable Integer singlyPerMinute,
        @Nullable Duration digestEvery,
        @Nullable List<@NotNull String> addresses,
        @Nullable Set<@NotNull Role> roles,
        @Nullable Boolean concerned,
        @Nullable String url,
        @Nullable String topic) {
    ChannelSettings settings() {
        return SettingsForm.settings(name, enabled, events, minimumSeverity, siteIds, singlyPerMinute, digestEvery);
    }

    @Nullable
    ChannelTarget target() {
        return new TargetForm(addresses, roles, concerned, url, topic).target();
    }
}
