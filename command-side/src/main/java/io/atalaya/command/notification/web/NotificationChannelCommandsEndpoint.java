package io.atalaya.command.notification.web;

import io.atalaya.command.dispatch.Changed;
import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelTarget;
import io.atalaya.contract.notification.SigningSecret;
import io.atalaya.contract.notification.WebhookTarget;
import io.atalaya.contract.notification.command.AddNotificationChannel;
import io.atalaya.contract.notification.command.ChangeNotificationChannel;
import io.atalaya.contract.notification.command.RemoveNotificationChannel;
import io.atalaya.contract.notification.command.ResumeNotificationChannel;
import io.atalaya.contract.notification.command.TestNotificationChannel;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.outbound.OutboundRules;
import jakarta.validation.Valid;
import java.net.UnknownHostException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Adds, changes, tests and removes notification channels. */
@RestController
@RequestMapping("/api/v1/notification-channels")
class NotificationChannelCommandsEndpoint {
    private final CommandDispatcher commands;
    private final OutboundRules outbound;

    NotificationChannelCommandsEndpoint(CommandDispatcher commands, OutboundRules outbound) {
        this.commands = commands;
        this.outbound = outbound;
    }

    /** The answer holds the secret with which a webhook's messages are signed; it is shown this once. */
    @PostMapping
    ResponseEntity<ChannelAnswer> create(
            @Valid @RequestBody CreateChannelRequest request, Caller caller, @NewId UUID newId) {
        caller.require(Permission.MANAGE_NOTIFICATIONS);
        ChannelId channelId = new ChannelId(newId);
        ChannelTarget target = request.target();
        requireAllowed(target);
        Receipt<@Nullable SigningSecret> receipt = commands.send(
                new AddNotificationChannel(channelId, caller.tenantId(), request.settings(), target), caller);
        return receipt.created(
                "/api/v1/notification-channels/" + channelId,
                ChannelAnswer.of(channelId, request.settings(), target, receipt.result()));
    }

    /** What is left out of the settings gets its default; what is left out of where it leads stays. */
    @PutMapping("/{channelId}")
    ResponseEntity<Changed> change(
            @PathVariable ChannelId channelId, @Valid @RequestBody ChangeChannelRequest request, Caller caller) {
        caller.require(Permission.MANAGE_NOTIFICATIONS);
        ChannelTarget target = request.target();
        if (target != null) {
            requireAllowed(target);
        }
        return commands.send(
                        new ChangeNotificationChannel(channelId, caller.tenantId(), request.settings(), target), caller)
                .changed(channelId);
    }

    @DeleteMapping("/{channelId}")
    ResponseEntity<Void> remove(@PathVariable ChannelId channelId, Caller caller) {
        return commands.send(new RemoveNotificationChannel(channelId, caller.tenantId()), caller)
                .removed();
    }

    /** Sends a message, whatever the filters, also if the channel is paused or not enabled. The ledger tells how it went. */
    @PostMapping("/{channelId}/test")
    ResponseEntity<Changed> test(@PathVariable ChannelId channelId, Caller caller) {
        return commands.send(new TestNotificationChannel(channelId, caller.tenantId()), caller)
                .changed(channelId);
    }

    /** Lets a channel try again that was paused because everything failed. */
    @PostMapping("/{channelId}/resume")
    ResponseEntity<Changed> resume(@PathVariable ChannelId channelId, Caller caller) {
        return commands.send(new ResumeNotificationChannel(channelId, caller.tenantId()), caller)
                .changed(channelId);
    }

    private void requireAllowed(ChannelTarget target) {
        if (target instanceof WebhookTarget webhook) {
            try {
                outbound.require(webhook.url());
            } catch (OutboundRules.Forbidden forbidden) {
                throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "url", String.valueOf(forbidden.getMessage()));
            } catch (UnknownHostException unknown) {
                throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "url", "names a host that is not known");
            }
        }
    }
}
