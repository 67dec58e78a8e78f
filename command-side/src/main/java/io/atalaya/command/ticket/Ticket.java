package io.atalaya.command.ticket;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.command.timer.Timers;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.contract.ticket.Closing;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.AddAttachment;
import io.atalaya.contract.ticket.command.AssignTicket;
import io.atalaya.contract.ticket.command.CancelTicket;
import io.atalaya.contract.ticket.command.CloseTicket;
import io.atalaya.contract.ticket.command.CompleteTicket;
import io.atalaya.contract.ticket.command.FireTicketTimer;
import io.atalaya.contract.ticket.command.HoldTicket;
import io.atalaya.contract.ticket.command.NoteAlertResolved;
import io.atalaya.contract.ticket.command.OfferAttachment;
import io.atalaya.contract.ticket.command.OpenTicket;
import io.atalaya.contract.ticket.command.RemoveAttachment;
import io.atalaya.contract.ticket.command.ReopenTicket;
import io.atalaya.contract.ticket.command.ResumeTicket;
import io.atalaya.contract.ticket.command.StartTicket;
import io.atalaya.contract.ticket.command.UpdateTicket;
import io.atalaya.contract.ticket.event.TicketAnnotated;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketAttachmentAdded;
import io.atalaya.contract.ticket.event.TicketAttachmentRemoved;
import io.atalaya.contract.ticket.event.TicketCancelled;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketEscalated;
import io.atalaya.contract.ticket.event.TicketHeld;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.contract.ticket.event.TicketReopened;
import io.atalaya.contract.ticket.event.TicketResumed;
import io.atalaya.contract.ticket.event.TicketStarted;
import io.atalaya.contract.ticket.event.TicketUpdated;
import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A request for service and the work on it. While there is something to be done, time runs towards the next goal, unless
 * the ticket is on hold; what can be done when is said by {@link TicketStep}.
 */
@Aggregate
class Ticket extends TenantOwned {
    @AggregateIdentifier
    private TicketId ticketId;

    private @Nullable AssetId assetId;
    private @Nullable DeviceId deviceId;
    private String title;
    private @Nullable String description;
    private Priority priority;
    private int revision;

    private int escalationLevel;
    private boolean alertNoted;
    private final Set<AttachmentId> attachments = new HashSet<>();

    @AggregateMember
    private final TicketProgress progress = new TicketProgress();

    @AggregateMember
    private Timers<TicketTimer> timers;

    @AggregateMember
    private TicketSla sla;

    @SuppressWarnings("NullAway.Init")
    Ticket() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(OpenTicket command, TicketNumbers numbers, ServiceDesk desk) {
        if (ticketId != null) {
            return;
        }
        desk.requireSubject(command.tenantId(), command.assetId(), command.deviceId());
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
        runTime(desk);
    }

    @CommandHandler
    void handle(UpdateTicket command, ServiceDesk desk) {
        boolean same = command.title().equals(title)
                && Objects.equals(command.description(), description)
                && command.priority() == priority;
        if (same) {
            return;
        }
        TicketStep.UPDATE.requireFrom(progress.status());
        if (command.revision() != null && command.revision() != revision) {
            throw Rejection.ofField(
                    Rejection.Code.TICKET_REVISION_OUTDATED, "revision", "is outdated: the ticket has " + revision);
        }
        boolean otherPriority = command.priority() != priority;
        apply(new TicketUpdated(
                ticketId,
                command.tenantId(),
                command.title(),
                command.description(),
                command.priority(),
                revision + 1));
        if (otherPriority && sla.runs()) {
            runTime(desk);
        }
    }

    @CommandHandler
    void handle(AssignTicket command, ServiceDesk desk) {
        if (command.assigneeId().equals(progress.assigneeId())) {
            return;
        }
        TicketStep.ASSIGN.requireFrom(progress.status());
        desk.requireFit(command.assigneeId(), command.tenantId(), assetId, deviceId);
        boolean owned = progress.status() == TicketStatus.NEW;
        apply(new TicketAssigned(ticketId, command.tenantId(), command.assigneeId()));
        if (owned) {
            runTime(desk);
        }
    }

    @CommandHandler
    void handle(StartTicket command) {
        if (progress.allows(TicketStep.START)) {
            apply(new TicketStarted(ticketId, command.tenantId()));
        }
    }

    @CommandHandler
    void handle(HoldTicket command, ServiceDesk desk) {
        if (progress.allows(TicketStep.HOLD)) {
            apply(new TicketHeld(ticketId, command.tenantId(), command.reason()));
            sla.stop("the ticket is on hold", desk);
        }
    }

    @CommandHandler
    void handle(ResumeTicket command, ServiceDesk desk) {
        if (progress.allows(TicketStep.RESUME)) {
            apply(new TicketResumed(ticketId, command.tenantId()));
            runTime(desk);
        }
    }

    @CommandHandler
    void handle(CompleteTicket command, ServiceDesk desk) {
        if (progress.allows(TicketStep.COMPLETE)) {
            apply(new TicketCompleted(ticketId, command.tenantId(), command.note()));
            sla.stop("the work is done", desk);
            ServiceLevels levels = desk.terms(command.tenantId()).levels();
            timers.set(TicketTimer.AUTO_CLOSE, desk.now().plus(levels.autoCloseAfter()));
        }
    }

    @CommandHandler
    void handle(ReopenTicket command, ServiceDesk desk) {
        if (progress.allows(TicketStep.REOPEN)) {
            apply(new TicketReopened(ticketId, command.tenantId(), command.reason()));
            timers.cancel(TicketTimer.AUTO_CLOSE, "the ticket was reopened");
            runTime(desk);
        }
    }

    @CommandHandler
    void handle(CloseTicket command) {
        if (progress.allows(TicketStep.CLOSE)) {
            close(command.tenantId(), Closing.BY_HAND);
        }
    }

    @CommandHandler
    void handle(CancelTicket command, ServiceDesk desk) {
        if (progress.allows(TicketStep.CANCEL)) {
            cancel(command.tenantId(), command.reason(), desk);
        }
    }

    @CommandHandler
    void handle(NoteAlertResolved command, ServiceDesk desk) {
        String note = command.byItself() ? "The alert has resolved by itself" : "The alert was resolved by hand";
        switch (progress.status()) {
            case NEW, ASSIGNED, IN_PROGRESS, ON_HOLD -> {
                if (command.byItself() && !progress.isWorkedOn()) {
                    cancel(command.tenantId(), note, desk);
                } else if (!alertNoted) {
                    apply(new TicketAnnotated(ticketId, command.tenantId(), note));
                }
            }
            case COMPLETED -> {
                if (command.byItself()) {
                    close(command.tenantId(), Closing.ALERT_RESOLVED);
                }
            }
            case CLOSED, CANCELLED -> {}
        }
    }

    @CommandHandler
    void handle(FireTicketTimer command, ServiceDesk desk) {
        TicketTimer timer = TicketTimer.valueOf(command.timer());
        if (!timers.isSet(timer, command.generation())) {
            return;
        }
        timers.fire(timer, command.generation());
        switch (timer) {
            case SLA_WARNING -> sla.warn(desk);
            case SLA_BREACH -> {
                sla.breach(desk);
                escalate(command.tenantId(), desk);
            }
            case AUTO_CLOSE -> close(command.tenantId(), Closing.UNCONTESTED);
        }
    }

    @CommandHandler
    void handle(OfferAttachment command, AttachmentSettings settings) {
        TicketStep.ATTACH.requireFrom(progress.status());
        if (attachments.size() >= settings.maxPerTicket()) {
            throw Rejection.of(
                    Rejection.Code.TOO_MANY_ATTACHMENTS,
                    "A ticket has at most " + settings.maxPerTicket() + " attachments");
        }
    }

    @CommandHandler
    void handle(AddAttachment command, AttachmentSettings settings) {
        if (attachments.contains(command.attachmentId())) {
            return;
        }
        handle(new OfferAttachment(ticketId, command.tenantId()), settings);
        apply(new TicketAttachmentAdded(
                ticketId,
                command.tenantId(),
                command.attachmentId(),
                command.name(),
                command.mediaType(),
                command.size(),
                command.sha256()));
    }

    @CommandHandler
    void handle(RemoveAttachment command) {
        if (!attachments.contains(command.attachmentId())) {
            throw Rejection.notFound("Attachment");
        }
        TicketStep.DETACH.requireFrom(progress.status());
        apply(new TicketAttachmentRemoved(ticketId, command.tenantId(), command.attachmentId()));
    }

    /** To the next level, if there is one: somebody looks after it there, and the time begins anew. */
    private void escalate(TenantId tenant, ServiceDesk desk) {
        int level = escalationLevel + 1;
        if (level > desk.terms(tenant).levels().maxEscalationLevel()) {
            return;
        }
        UserId supervisor =
                desk.supervisor(tenant, level, progress.assigneeId()).orElse(null);
        apply(new TicketEscalated(ticketId, tenant, level, supervisor));
        if (supervisor != null && !supervisor.equals(progress.assigneeId())) {
            apply(new TicketAssigned(ticketId, tenant, supervisor));
        }
        runTime(desk);
    }

    private void runTime(ServiceDesk desk) {
        sla.run(progress.goal(), escalationLevel, priority, desk);
    }

    private void close(TenantId tenant, Closing because) {
        apply(new TicketClosed(ticketId, tenant, because));
        timers.cancel(TicketTimer.AUTO_CLOSE, "the ticket is closed");
    }

    private void cancel(TenantId tenant, String reason, ServiceDesk desk) {
        apply(new TicketCancelled(ticketId, tenant, reason));
        sla.stop("the ticket is cancelled", desk);
    }

    @EventSourcingHandler
    void on(TicketOpened event) {
        ticketId = event.ticketId();
        tenantId = event.tenantId();
        assetId = event.assetId();
        deviceId = event.deviceId();
        title = event.title();
        description = event.description();
        priority = event.priority();
        revision = 1;
        escalationLevel = event.escalationLevel();
        timers = new Timers<>(TimerSubject.TICKET, ticketId.value(), event.tenantId(), TicketTimer.class);
        sla = new TicketSla(ticketId, event.tenantId(), timers);
    }

    @EventSourcingHandler
    void on(TicketUpdated event) {
        title = event.title();
        description = event.description();
        priority = event.priority();
        revision = event.revision();
    }

    @EventSourcingHandler
    void on(TicketAnnotated event) {
        alertNoted = true;
    }

    @EventSourcingHandler
    void on(TicketEscalated event) {
        escalationLevel = event.level();
    }

    @EventSourcingHandler
    void on(TicketAttachmentAdded event) {
        attachments.add(event.attachmentId());
    }

    @EventSourcingHandler
    void on(TicketAttachmentRemoved event) {
        attachments.remove(event.attachmentId());
    }
}
