package io.atalaya.command.alert.web;

import io.atalaya.command.dispatch.Changed;
import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.command.AcknowledgeAlert;
import io.atalaya.contract.alert.command.ResolveAlert;
import io.atalaya.kernel.access.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
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

    record ResolveAlertRequest(
            @NotBlank @Size(max = 2000) String note,
            @Nullable Boolean force) {}
}
