package io.atalaya.command.notification;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.atalaya.command.TenantOwned;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.ChannelTarget;
import io.atalaya.contract.notification.ChannelType;
import io.atalaya.contract.notification.SigningSecret;
import io.atalaya.contract.notification.command.AddNotificationChannel;
import io.atalaya.contract.notification.command.ChangeNotificationChannel;
import io.atalaya.contract.notification.command.PauseNotificationChannel;
import io.atalaya.contract.notification.command.RemoveNotificationChannel;
import io.atalaya.contract.notification.command.ResumeNotificationChannel;
import io.atalaya.contract.notification.command.TestNotificationChannel;
import io.atalaya.contract.notification.event.NotificationChannelAdded;
import io.atalaya.contract.notification.event.NotificationChannelChanged;
import io.atalaya.contract.notification.event.NotificationChannelPaused;
import io.atalaya.contract.notification.event.NotificationChannelRemoved;
import io.atalaya.contract.notification.event.NotificationChannelResumed;
import io.atalaya.contract.notification.event.NotificationTestRequested;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A way by which people are told. Where it leads, {@link ChannelTargets} keeps: no event may say it. */
@Aggregate
class NotificationChannel extends TenantOwned {
    @AggregateIdentifier
    private ChannelId channelId;

    private ChannelType type;
    private ChannelSettings settings;
    private String destination;
    private boolean isPaused;

    @SuppressWarnings("NullAway.Init")
    NotificationChannel() {}

    /** @return the secret of a webhook, also if it is there already: whoever repeats the command has not been told yet */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    @Nullable
    SigningSecret handle(AddNotificationChannel command, ChannelTargets targets, Directory directory) {
        if (channelId != null) {
            return targets.secret(channelId);
        }
        requireSites(command.settings().siteIds(), command.tenantId(), directory);
        targets.requireRoom(command.tenantId());
        ChannelTarget target = command.target();
        apply(new NotificationChannelAdded(
                command.channelId(), command.tenantId(), target.channelType(), command.settings(), target.shown()));
        return targets.add(command.channelId(), command.tenantId(), target);
    }

    @CommandHandler
    void handle(ChangeNotificationChannel command, ChannelTargets targets, Directory directory) {
        // One that was removed since may stay, so that all else can still be changed.
        Set<SiteId> added = new HashSet<>(command.settings().siteIds());
        added.removeAll(settings.siteIds());
        requireSites(added, command.tenantId(), directory);
        ChannelTarget target = command.target();
        if (target != null && target.channelType() != type) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "type", "cannot be changed; this is " + type);
        }
        boolean leadsElsewhere = target != null && targets.change(channelId, target);
        if (leadsElsewhere || !command.settings().equals(settings)) {
            apply(new NotificationChannelChanged(
                    channelId, command.tenantId(), command.settings(), target == null ? destination : target.shown()));
        }
    }

    @CommandHandler
    void handle(RemoveNotificationChannel command, ChannelTargets targets) {
        targets.remove(channelId);
        apply(new NotificationChannelRemoved(channelId, command.tenantId()));
    }

    @CommandHandler
    void handle(PauseNotificationChannel command) {
        if (!isPaused) {
            apply(new NotificationChannelPaused(
                    channelId, command.tenantId(), command.failures(), command.lastFailure()));
        }
    }

    @CommandHandler
    void handle(ResumeNotificationChannel command) {
        if (isPaused) {
            apply(new NotificationChannelResumed(channelId, command.tenantId()));
        }
    }

    @CommandHandler
    void handle(TestNotificationChannel command) {
        apply(new NotificationTestRequested(channelId, command.tenantId()));
    }

    private static void requireSites(Collection<SiteId> sites, TenantId tenantId, Directory directory) {
        sites.forEach(site -> directory.requireSite(tenantId, site));
    }

    @EventSourcingHandler
    void on(NotificationChannelAdded event) {
        channelId = event.channelId();
        tenantId = event.tenantId();
        type = event.type();
        settings = event.settings();
        destination = event.destination();
    }

    @EventSourcingHandler
    void on(NotificationChannelChanged event) {
        settings = event.settings();
        destination = event.destination();
    }

    @EventSourcingHandler
    void on(NotificationChannelPaused event) {
        isPaused = true;
    }

    @EventSourcingHandler
    void on(NotificationChannelResumed event) {
        isPaused = false;
    }

    @EventSourcingHandler
    void on(NotificationChannelRemoved event) {
        markDeleted();
    }
}
