package io.atalaya.alerting.notification;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.event.SlaBreached;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketCancelled;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketEscalated;
import io.atalaya.contract.ticket.event.TicketEvent;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.contract.ticket.event.TicketSlaWarned;
import io.atalaya.contract.ticket.event.TicketUpdated;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The part of {@link NotificationFollower} that is about tickets. They concern whoever has them. */
@Component
@ProcessingGroup(NotificationFollower.PROCESSING_GROUP)
@DisallowReplay
class TicketNewsFollower {
    private final Subjects subjects;
    private final Announcer announcer;

    TicketNewsFollower(Subjects subjects, Announcer announcer) {
        this.subjects = subjects;
        this.announcer = announcer;
    }

    /** Nobody has it yet; if it was opened for an alert, it concerns those who were paged for that. */
    @EventHandler
    void on(TicketOpened event, EventMessage<TicketOpened> message) {
        Facts.OfTicket facts = new Facts.OfTicket(
                event.number(),
                event.title(),
                event.priority(),
                event.alertId(),
                event.deviceId(),
                event.assetId(),
                null,
                event.escalationLevel());
        remember(event, facts);
        News news = News.of(
                Occasion.TICKET_OPENED,
                message.getTimestamp(),
                facts.news(event.ticketId(), subjects.nameOf(facts.deviceId()), null));
        Announcement opened = Announcement.ofTicket(message, event.tenantId(), news, Set.of(), Doer.of(message));
        announcer.announce(subjects.openAlert(event.alertId())
                .map(alert -> opened.concerning(alert.roles(), alert.userIds()))
                .orElse(opened));
    }

    @EventHandler
    void on(TicketUpdated event) {
        remember(event, subjects.ticket(event.ticketId()).updated(event.title(), event.priority()));
    }

    @EventHandler
    void on(TicketAssigned event, EventMessage<TicketAssigned> message) {
        Facts.OfTicket facts = subjects.ticket(event.ticketId()).assignedTo(event.assigneeId());
        remember(event, facts);
        announce(Occasion.TICKET_ASSIGNED, event, facts, null, null, message);
    }

    @EventHandler
    void on(TicketEscalated event, EventMessage<TicketEscalated> message) {
        Facts.OfTicket facts = subjects.ticket(event.ticketId()).escalated(event.level());
        remember(event, facts);
        announce(Occasion.TICKET_ESCALATED, event, facts, event.supervisorId(), null, message);
    }

    @EventHandler
    void on(TicketSlaWarned event, EventMessage<TicketSlaWarned> message) {
        announceTime(Occasion.TICKET_SLA_WARNED, event, event.goal(), event.dueAt(), message);
    }

    @EventHandler
    void on(SlaBreached event, EventMessage<SlaBreached> message) {
        announceTime(Occasion.TICKET_SLA_BREACHED, event, event.goal(), event.dueAt(), message);
    }

    @EventHandler
    void on(TicketCompleted event, EventMessage<TicketCompleted> message) {
        announce(Occasion.TICKET_COMPLETED, event, subjects.ticket(event.ticketId()), null, event.note(), message);
    }

    @EventHandler
    void on(TicketClosed event, EventMessage<TicketClosed> message) {
        announce(Occasion.TICKET_CLOSED, event, subjects.ticket(event.ticketId()), null, null, message);
        subjects.forget(event.ticketId().value());
    }

    @EventHandler
    void on(TicketCancelled event, EventMessage<TicketCancelled> message) {
        announce(Occasion.TICKET_CANCELLED, event, subjects.ticket(event.ticketId()), null, event.reason(), message);
        subjects.forget(event.ticketId().value());
    }

    private void remember(TicketEvent event, Facts.OfTicket facts) {
        subjects.put(event.tenantId(), event.ticketId().value(), facts);
    }

    private void announceTime(
            Occasion occasion, TicketEvent event, ServiceGoal goal, Instant dueAt, EventMessage<?> message) {
        Facts.OfTicket facts = subjects.ticket(event.ticketId());
        tell(occasion, event, facts, news(event.ticketId(), facts, null).timed(goal, dueAt), null, message);
    }

    private void announce(
            Occasion occasion,
            TicketEvent event,
            Facts.OfTicket facts,
            @Nullable UserId supervisor,
            @Nullable String note,
            EventMessage<?> message) {
        tell(occasion, event, facts, news(event.ticketId(), facts, note), supervisor, message);
    }

    private void tell(
            Occasion occasion,
            TicketEvent event,
            Facts.OfTicket facts,
            News.OfTicket ticket,
            @Nullable UserId supervisor,
            EventMessage<?> message) {
        Set<UserId> users = new HashSet<>();
        if (facts.assigneeId() != null) {
            users.add(facts.assigneeId());
        }
        if (supervisor != null) {
            users.add(supervisor);
        }
        News news = News.of(occasion, message.getTimestamp(), ticket);
        announcer.announce(Announcement.ofTicket(message, event.tenantId(), news, users, Doer.of(message)));
    }

    private News.OfTicket news(TicketId id, Facts.OfTicket facts, @Nullable String note) {
        return facts.news(id, subjects.nameOf(facts.deviceId()), note);
    }
}
