package io.atalaya.command.ticket;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketCancelled;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketHeld;
import io.atalaya.contract.ticket.event.TicketReopened;
import io.atalaya.contract.ticket.event.TicketResumed;
import io.atalaya.contract.ticket.event.TicketStarted;
import io.atalaya.kernel.Rejection;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** How far the work on a ticket is, and who has it. */
final class TicketProgress {
    private TicketStatus status = TicketStatus.NEW;
    /** Where resuming leads to. */
    private TicketStatus heldFrom = TicketStatus.NEW;
    /** What came last, by which a repetition is told from a mistake. */
    private @Nullable TicketStep lastStep;

    private @Nullable UserId assigneeId;
    private boolean workedOn;

    TicketStatus status() {
        return status;
    }

    @Nullable
    UserId assigneeId() {
        return assigneeId;
    }

    /** Whether anybody has started, held or completed it. */
    boolean isWorkedOn() {
        return workedOn;
    }

    /** What time runs towards, if it runs. */
    ServiceGoal goal() {
        return assigneeId == null ? ServiceGoal.OWN : ServiceGoal.REPAIR;
    }

    /**
     * @return whether the step is still to be taken; {@code false} if it is a repetition, which changes nothing
     * @throws Rejection if the ticket does not allow it as it is
     */
    boolean allows(TicketStep step) {
        if (isRepeated(step)) {
            return false;
        }
        step.requireFrom(status);
        return true;
    }

    private boolean isRepeated(TicketStep step) {
        return switch (step) {
            case START -> status == TicketStatus.IN_PROGRESS;
            case HOLD -> status == TicketStatus.ON_HOLD;
            case COMPLETE -> status == TicketStatus.COMPLETED;
            case CLOSE -> status == TicketStatus.CLOSED;
            case CANCEL -> status == TicketStatus.CANCELLED;
            case RESUME, REOPEN -> lastStep == step;
            case UPDATE, ASSIGN, ATTACH, DETACH -> false;
        };
    }

    @EventSourcingHandler
    void on(TicketAssigned event) {
        assigneeId = event.assigneeId();
        if (status == TicketStatus.NEW) {
            status = TicketStatus.ASSIGNED;
        } else if (heldFrom == TicketStatus.NEW) {
            heldFrom = TicketStatus.ASSIGNED;
        }
        lastStep = TicketStep.ASSIGN;
    }

    @EventSourcingHandler
    void on(TicketStarted event) {
        status = TicketStatus.IN_PROGRESS;
        workedOn = true;
        lastStep = TicketStep.START;
    }

    @EventSourcingHandler
    void on(TicketHeld event) {
        heldFrom = status;
        status = TicketStatus.ON_HOLD;
        workedOn = true;
        lastStep = TicketStep.HOLD;
    }

    @EventSourcingHandler
    void on(TicketResumed event) {
        status = heldFrom;
        lastStep = TicketStep.RESUME;
    }

    @EventSourcingHandler
    void on(TicketCompleted event) {
        status = TicketStatus.COMPLETED;
        workedOn = true;
        lastStep = TicketStep.COMPLETE;
    }

    @EventSourcingHandler
    void on(TicketReopened event) {
        status = TicketStatus.ASSIGNED;
        lastStep = TicketStep.REOPEN;
    }

    @EventSourcingHandler
    void on(TicketClosed event) {
        status = TicketStatus.CLOSED;
        lastStep = TicketStep.CLOSE;
    }

    @EventSourcingHandler
    void on(TicketCancelled event) {
        status = TicketStatus.CANCELLED;
        lastStep = TicketStep.CANCEL;
    }
}
