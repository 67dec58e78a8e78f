package io.atalaya.command.notification.web;

import io.atalaya.command.dispatch.Changed;
import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.notification.command.RetryNotification;
import io.atalaya.kernel.access.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Does something about single notifications. */
@RestController
@RequestMapping("/api/v1/notifications")
class NotificationCommandsEndpoint {
    private final CommandDispatcher commands;

    NotificationCommandsEndpoint(CommandDispatcher commands) {
        this.commands = commands;
    }

    /** Tries again what was given up, with all its attempts before it. */
    @PostMapping("/{notificationId}/retry")
    ResponseEntity<Changed> retry(@PathVariable NotificationId notificationId, Caller caller) {
        return commands.send(new RetryNotification(notificationId, caller.tenantId()), caller)
                .changed(notificationId);
    }
}
