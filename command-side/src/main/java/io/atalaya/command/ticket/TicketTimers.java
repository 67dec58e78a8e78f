package io.atalaya.command.ticket;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.contract.timer.event.TimerCancelled;
import io.atalaya.contract.timer.event.TimerEvent;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** The timers of one ticket, at most one of a kind, each with a generation that no other of the ticket ever has. */
final class TicketTimers {
    private final TicketId ticketId;
    private final TenantId tenantId;
    private final Map<TicketTimer, Integer> generations = new EnumMap<>(TicketTimer.class);
    private int lastGeneration;

    TicketTimers(TicketId ticketId, TenantId tenantId) {
        this.ticketId = ticketId;
        this.tenantId = tenantId;
    }

    /** Whether this very timer is set now, and not an earlier or a later one of its kind. */
    boolean isSet(TicketTimer timer, int generation) {
        Integer present = generations.get(timer);
        return present != null && present == generation;
    }

    void set(TicketTimer timer, Instant dueAt) {
        apply(new TimerSet(tenantId, TimerSubject.TICKET, ticketId.value(), timer.name(), lastGeneration + 1, dueAt));
    }

    /** @param reason for whoever asks why it did not fire */
    void cancel(TicketTimer timer, String reason) {
        Integer generation = generations.get(timer);
        if (generation != null) {
            apply(new TimerCancelled(
                    tenantId, TimerSubject.TICKET, ticketId.value(), timer.name(), generation, reason));
        }
    }

    void fire(TicketTimer timer, int generation) {
        apply(new TimerFired(tenantId, TimerSubject.TICKET, ticketId.value(), timer.name(), generation));
    }

    @EventSourcingHandler
    void on(TimerEvent event) {
        TicketTimer timer = TicketTimer.valueOf(event.timer());
        switch (event) {
            case TimerSet set -> {
                generations.put(timer, set.generation());
                lastGeneration = set.generation();
            }
            case TimerFired fired -> generations.remove(timer, fired.generation());
            case TimerCancelled cancelled -> generations.remove(timer, cancelled.generation());
        }
    }
}
