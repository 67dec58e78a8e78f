package io.atalaya.command.notification.web;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.ChannelTarget;
import io.atalaya.contract.notification.ChannelType;
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

/**
 * A new channel. Each type has fields of its own that say where it leads, and none of the others'.
 *
 * @param enabled true if absent
 * @param events which to tell of; all if absent
 * @param minimumSeverity INFO if absent
 * @param siteIds only what stands there; everything if absent
 * @param singlyPerMinute so many messages to one recipient go out one by one in any minute; 5 if absent
 * @param digestEvery how long those beyond are gathered into one message, ISO 8601; PT1M if absent, PT0S sends none of them
 * @param addresses of EMAIL: mailboxes
 * @param roles of EMAIL: all members in these roles
 * @param concerned of EMAIL: whoever the event itself is for; true if there are neither addresses nor roles
 * @param url of WEBHOOK
 * @param topic of MQTT, after the tenant's prefix
 */
record CreateChannelRequest(
        @NotBlank @Size(max = 200) String name,
        @NotNull ChannelType type,
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

    ChannelTarget target() {
        return new TargetForm(addresses, roles, concerned, url, topic).target(type);
    }
}
