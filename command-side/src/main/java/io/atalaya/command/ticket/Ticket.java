package io.atalaya.command.ticket;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.command.directory.Directory;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.AssignTicket;
import io.atalaya.contract.ticket.command.CompleteTicket;
import io.atalaya.contract.ticket.command.OpenTicket;
import io.atalaya.contract.ticket.command.StartTicket;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.contract.ticket.event.TicketStarted;
import io.atalaya.kernel.Rejection;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A request for service and the work on it. */
@Aggregate
class Ticket extends TenantOwned {
    /** What can be done next depends on this. */
    private enum Status {
        NEW,
        ASSIGNED,
        IN_PROGRESS,
        COMPLETED
    }

    @AggregateIdentifier
    private TicketId ticketId;

    private Status status = Status.NEW;
    private @Nullable UserId assigneeId;

    @SuppressWarnings("NullAway.Init")
    Ticket() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(OpenTicket command, TicketNumbers numbers, Directory directory) {
        if (ticketId != null) {
            return;
        }
        directory.requireAsset(command.tenantId(), command.assetId());
        directory.requireDevice(command.tenantId(), command.deviceId(), "deviceId");
        apply(new TicketOpened(
                command.ticketId(),
                command.tenantId(),
                numbers.next(command.tenantId()),
                command.title(),
                command.description(),
                command.priority(),
                command.assetId(),
                command.deviceId(),
                command.alertId(),
                command.escalationLevel()));
    }

    @CommandHandler
    void handle(AssignTicket command, Memberships memberships) {
        if (command.assigneeId().equals(assigneeId)) {
            return;
        }
        if (status == Status.COMPLETED) {
            throw refused("assigned");
        }
        if (!memberships.isMember(command.assigneeId(), command.tenantId())) {
            throw Rejection.ofField(
                    Rejection.Code.ASSIGNEE_NOT_A_MEMBER, "assigneeId", "is not a member of this tenant");
        }
        apply(new TicketAssigned(ticketId, command.tenantId(), command.assigneeId()));
    }

    @CommandHandler
    void handle(StartTicket command) {
        switch (status) {
            case ASSIGNED -> apply(new TicketStarted(ticketId, command.tenantId()));
            case IN_PROGRESS -> {}
            case NEW, COMPLETED -> throw refused("started");
        }
    }

    @CommandHandler
    void handle(CompleteTicket command) {
        switch (status) {
            case ASSIGNED, IN_PROGRESS -> apply(new TicketCompleted(ticketId, command.tenantId(), command.note()));
            case COMPLETED -> {}
            case NEW -> throw refused("completed");
        }
    }

    private Rejection refused(String participle) {
        return Rejection.of(
                Rejection.Code.TICKET_TRANSITION_REFUSED, "A ticket that is " + status + " cannot be " + participle);
    }

    @EventSourcingHandler
    void on(TicketOpened event) {
        ticketId = event.ticketId();
        tenantId = event.tenantId();
    }

    @EventSourcingHandler
    void on(TicketAssigned event) {
        assigneeId = event.assigneeId();
        if (status == Status.NEW) {
            status = Status.ASSIGNED;
        }
    }

    @EventSourcingHandler
    void on(TicketStarted event) {
        status = Status.IN_PROGRESS;
    }

    @EventSourcingHandler
    void on(TicketCompleted event) {
        status = Status.COMPLETED;
    }
}
