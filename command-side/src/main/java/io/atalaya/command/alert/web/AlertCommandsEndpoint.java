package io.atalaya.command.alert.web;

import io.atalaya.command.dispatch.Changed;
import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.command.AcknowledgeAlert;
import io.atalaya.contract.alert.command.AssignAlert;
import io.atalaya.contract.alert.command.CommentAlert;
import io.atalaya.contract.alert.command.ResolveAlert;
import io.atalaya.contract.alert.command.ShelveAlert;
import io.atalaya.contract.alert.command.UnacknowledgeAlert;
import io.atalaya.contract.alert.command.UnshelveAlert;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.access.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** What people do with alerts. PUT and PATCH are there for clients of the systems that Atalaya replaces. */
@RestController
@RequestMapping("/api/v1/alerts/{alertId}")
class AlertCommandsEndpoint {
    private final CommandDispatcher commands;

    AlertCommandsEndpoint(CommandDispatcher commands) {
        this.commands = commands;
    }

    /** Somebody is looking after it. Doing it twice changes nothing; a resolved alert refuses. */
    @RequestMapping(
            path = "/acknowledge",
            method = {RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH})
    ResponseEntity<Changed> acknowledge(@PathVariable AlertId alertId, Caller caller) {
        return commands.send(new AcknowledgeAlert(alertId, caller.tenantId(), caller.userId()), caller)
                .changed(alertId);
    }

    /** Nobody is, after all; people are told of it again. */
    @PostMapping("/unacknowledge")
    ResponseEntity<Changed> unacknowledge(@PathVariable AlertId alertId, Caller caller) {
        return commands.send(new UnacknowledgeAlert(alertId, caller.tenantId(), caller.userId()), caller)
                .changed(alertId);
    }

    /** Declares it to be over; while the condition still holds, only with {@code force}. */
    @RequestMapping(
            path = "/resolve",
            method = {RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH})
    ResponseEntity<Changed> resolve(
            @PathVariable AlertId alertId, @Valid @RequestBody ResolveAlertRequest request, Caller caller) {
        boolean force = request.force() != null && request.force();
        return commands.send(
                        new ResolveAlert(alertId, caller.tenantId(), caller.userId(), request.note(), force), caller)
                .changed(alertId);
    }

    /** Puts it aside until then; nobody is told of it, it does not escalate, and it comes back by itself. */
    @PostMapping("/shelve")
    ResponseEntity<Changed> shelve(
            @PathVariable AlertId alertId, @Valid @RequestBody ShelveAlertRequest request, Caller caller) {
        return commands.send(
                        new ShelveAlert(alertId, caller.tenantId(), caller.userId(), request.until(), request.reason()),
                        caller)
                .changed(alertId);
    }

    /** Takes it back before its time. */
    @PostMapping("/unshelve")
    ResponseEntity<Changed> unshelve(@PathVariable AlertId alertId, Caller caller) {
        return commands.send(new UnshelveAlert(alertId, caller.tenantId(), caller.userId()), caller)
                .changed(alertId);
    }

    /** To a member of the tenant who may do something about it and see it, or, without {@code assigneeId}, to nobody. */
    @PostMapping("/assign")
    ResponseEntity<Changed> assign(
            @PathVariable AlertId alertId, @Valid @RequestBody AssignAlertRequest request, Caller caller) {
        return commands.send(new AssignAlert(alertId, caller.tenantId(), request.assigneeId()), caller)
                .changed(alertId);
    }

    /** The answer has the comment's id. */
    @PostMapping("/comments")
    ResponseEntity<Changed> comment(
            @PathVariable AlertId alertId,
            @Valid @RequestBody CommentAlertRequest request,
            Caller caller,
            @NewId UUID commentId) {
        Receipt<Object> receipt = commands.send(
                new CommentAlert(alertId, caller.tenantId(), commentId, caller.userId(), request.text()), caller);
        return receipt.created("/api/v1/alerts/" + alertId + "/comments", receipt.change(commentId));
    }

    record ResolveAlertRequest(
            @NotBlank @Size(max = 2000) String note,
            @Nullable Boolean force) {}

    record ShelveAlertRequest(
            @NotNull Instant until,
            @NotBlank @Size(max = 2000) String reason) {}

    record AssignAlertRequest(@Nullable UserId assigneeId) {}

    record CommentAlertRequest(@NotBlank @Size(max = 4000) String text) {}
}
