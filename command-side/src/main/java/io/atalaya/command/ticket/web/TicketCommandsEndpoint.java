package io.atalaya.command.ticket.web;

import io.atalaya.command.dispatch.Changed;
import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.AssignTicket;
import io.atalaya.contract.ticket.command.CancelTicket;
import io.atalaya.contract.ticket.command.CloseTicket;
import io.atalaya.contract.ticket.command.CompleteTicket;
import io.atalaya.contract.ticket.command.HoldTicket;
import io.atalaya.contract.ticket.command.OpenTicket;
import io.atalaya.contract.ticket.command.ReopenTicket;
import io.atalaya.contract.ticket.command.ResumeTicket;
import io.atalaya.contract.ticket.command.StartTicket;
import io.atalaya.contract.ticket.command.UpdateTicket;
import io.atalaya.kernel.access.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opens tickets and moves them on. */
@RestController
@RequestMapping("/api/v1/tickets")
class TicketCommandsEndpoint {
    private final CommandDispatcher commands;

    TicketCommandsEndpoint(CommandDispatcher commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<Changed> open(@Valid @RequestBody OpenTicketRequest request, Caller caller, @NewId UUID newId) {
        TicketId ticketId = new TicketId(newId);
        Receipt<Object> receipt = commands.send(
                new OpenTicket(
                        ticketId,
                        caller.tenantId(),
                        request.title(),
                        request.description(),
                        request.priority() == null ? Priority.MEDIUM : request.priority(),
                        request.assetId(),
                        request.deviceId(),
                        null,
                        0),
                caller);
        return receipt.created("/api/v1/tickets/" + ticketId, receipt.change(ticketId));
    }

    /** Only to a member of the tenant who may work on tickets and see this one. */
    @PostMapping("/{ticketId}/assign")
    ResponseEntity<Changed> assign(
            @PathVariable TicketId ticketId, @Valid @RequestBody AssignTicketRequest request, Caller caller) {
        return commands.send(new AssignTicket(ticketId, caller.tenantId(), request.assigneeId()), caller)
                .changed(ticketId);
    }

    @PostMapping("/{ticketId}/start")
    ResponseEntity<Changed> start(@PathVariable TicketId ticketId, Caller caller) {
        return commands.send(new StartTicket(ticketId, caller.tenantId()), caller)
                .changed(ticketId);
    }

    @PostMapping("/{ticketId}/complete")
    ResponseEntity<Changed> complete(
            @PathVariable TicketId ticketId,
            @Valid @RequestBody(required = false) @Nullable CompleteTicketRequest request,
            Caller caller) {
        String note = request == null ? null : request.note();
        return commands.send(new CompleteTicket(ticketId, caller.tenantId(), note), caller)
                .changed(ticketId);
    }

    /** Everything waits, and no time runs, until it is resumed. */
    @PostMapping("/{ticketId}/hold")
    ResponseEntity<Changed> hold(
            @PathVariable TicketId ticketId, @Valid @RequestBody ReasonRequest request, Caller caller) {
        return commands.send(new HoldTicket(ticketId, caller.tenantId(), request.reason()), caller)
                .changed(ticketId);
    }

    @PostMapping("/{ticketId}/resume")
    ResponseEntity<Changed> resume(@PathVariable TicketId ticketId, Caller caller) {
        return commands.send(new ResumeTicket(ticketId, caller.tenantId()), caller)
                .changed(ticketId);
    }

    /** Back to the assignee, as long as the ticket is complete and not closed. */
    @PostMapping("/{ticketId}/reopen")
    ResponseEntity<Changed> reopen(
            @PathVariable TicketId ticketId,
            @Valid @RequestBody(required = false) @Nullable ReopenTicketRequest request,
            Caller caller) {
        String reason = request == null ? null : request.reason();
        return commands.send(new ReopenTicket(ticketId, caller.tenantId(), reason), caller)
                .changed(ticketId);
    }

    /** A completed ticket, without waiting until it closes by itself. */
    @PostMapping("/{ticketId}/close")
    ResponseEntity<Changed> close(@PathVariable TicketId ticketId, Caller caller) {
        return commands.send(new CloseTicket(ticketId, caller.tenantId()), caller)
                .changed(ticketId);
    }

    @PostMapping("/{ticketId}/cancel")
    ResponseEntity<Changed> cancel(
            @PathVariable TicketId ticketId, @Valid @RequestBody ReasonRequest request, Caller caller) {
        return commands.send(new CancelTicket(ticketId, caller.tenantId(), request.reason()), caller)
                .changed(ticketId);
    }

    /** Replaces what the ticket says. Another priority has other times; what has passed of them counts. */
    @PutMapping("/{ticketId}")
    ResponseEntity<Changed> update(
            @PathVariable TicketId ticketId, @Valid @RequestBody UpdateTicketRequest request, Caller caller) {
        return commands.send(
                        new UpdateTicket(
                                ticketId,
                                caller.tenantId(),
                                request.title(),
                                request.description(),
                                request.priority(),
                                request.revision()),
                        caller)
                .changed(ticketId);
    }

    record OpenTicketRequest(
            @NotBlank @Size(max = 200) String title,
            @Nullable @Size(max = 10000) String description,
            @Nullable Priority priority,
            @Nullable AssetId assetId,
            @Nullable DeviceId deviceId) {}

    record AssignTicketRequest(@NotNull UserId assigneeId) {}

    record CompleteTicketRequest(@Nullable @Size(max = 2000) String note) {}

    record ReasonRequest(@NotBlank @Size(max = 2000) String reason) {}

    record ReopenTicketRequest(@Nullable @Size(max = 2000) String reason) {}

    /** @param revision as last read; if given, the change is refused when somebody else was faster */
    record UpdateTicketRequest(
            @NotBlank @Size(max = 200) String title,
            @Nullable @Size(max = 10000) String description,
            @NotNull Priority priority,
            @Nullable Integer revision) {}
}
