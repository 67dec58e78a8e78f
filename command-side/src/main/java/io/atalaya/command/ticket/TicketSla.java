package io.atalaya.command.ticket;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.servicelevel.ServiceTerms;
import io.atalaya.command.timer.Timers;
import io.atalaya.contract.servicelevel.BusinessCalendar;
import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.event.SlaBreached;
import io.atalaya.contract.ticket.event.TicketClockStarted;
import io.atalaya.contract.ticket.event.TicketClockStopped;
import io.atalaya.contract.ticket.event.TicketSlaWarned;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/**
 * The time that runs for one ticket, one goal after the other, and the timers that go with it. A time that stopped and
 * starts again for the same goal and level goes on where it stopped; all else begins anew.
 */
final class TicketSla {
    private final TicketId ticketId;
    private final TenantId tenantId;
    private final Timers<TicketTimer> timers;
    /** Missing only in tickets that are older than service levels. */
    private @Nullable SlaClock clock;

    TicketSla(TicketId ticketId, TenantId tenantId, Timers<TicketTimer> timers) {
        this.ticketId = ticketId;
        this.tenantId = tenantId;
        this.timers = timers;
    }

    /** Lets time run from now on, as long as the present service levels say. */
    void run(ServiceGoal goal, int level, Priority priority, ServiceDesk desk) {
        Instant now = desk.now();
        ServiceTerms terms = desk.terms(tenantId);
        BusinessCalendar calendar = terms.levels().calendar();
        SlaClock before = clock != null && clock.isFor(goal, level) ? clock : null;
        Duration elapsed = before == null ? Duration.ZERO : elapsed(before, now, desk);
        cancelTimers("the time starts anew");
        SlaClock next = new SlaClock(
                goal,
                level,
                terms.levels().target(priority, goal),
                elapsed,
                now,
                terms.version(),
                before != null && before.warned(),
                before != null && before.breached());
        Instant dueAt = next.dueAt(calendar);
        apply(new TicketClockStarted(
                ticketId, tenantId, goal, level, next.target(), elapsed, now, dueAt, terms.version()));
        if (!next.warned()) {
            timers.set(TicketTimer.SLA_WARNING, next.warnAt(calendar));
        }
        if (!next.breached()) {
            timers.set(TicketTimer.SLA_BREACH, dueAt);
        }
    }

    /** Changes nothing while the time stands still. */
    void stop(String reason, ServiceDesk desk) {
        if (clock != null && clock.runs()) {
            Instant now = desk.now();
            cancelTimers(reason);
            apply(new TicketClockStopped(
                    ticketId, tenantId, clock.goal(), clock.level(), elapsed(clock, now, desk), now));
        }
    }

    boolean runs() {
        return clock != null && clock.runs();
    }

    void warn(ServiceDesk desk) {
        SlaClock running = running();
        apply(new TicketSlaWarned(ticketId, tenantId, running.goal(), running.level(), dueAt(running, desk)));
    }

    /** After it, there is nothing left to warn of. */
    void breach(ServiceDesk desk) {
        SlaClock running = running();
        timers.cancel(TicketTimer.SLA_WARNING, "the time is up");
        apply(new SlaBreached(ticketId, tenantId, running.goal(), running.level(), dueAt(running, desk)));
    }

    private SlaClock running() {
        if (clock == null || !clock.runs()) {
            throw new IllegalStateException("A timer was set although no time runs for " + ticketId);
        }
        return clock;
    }

    private void cancelTimers(String reason) {
        timers.cancel(TicketTimer.SLA_WARNING, reason);
        timers.cancel(TicketTimer.SLA_BREACH, reason);
    }

    private Duration elapsed(SlaClock measured, Instant now, ServiceDesk desk) {
        return measured.elapsedAt(now, calendar(measured, desk));
    }

    private Instant dueAt(SlaClock measured, ServiceDesk desk) {
        return measured.dueAt(calendar(measured, desk));
    }

    private BusinessCalendar calendar(SlaClock measured, ServiceDesk desk) {
        return desk.terms(tenantId, measured.serviceLevelsVersion()).levels().calendar();
    }

    @EventSourcingHandler
    void on(TicketClockStarted event) {
        SlaClock before = clock != null && clock.isFor(event.goal(), event.level()) ? clock : null;
        clock = new SlaClock(
                event.goal(),
                event.level(),
                event.target(),
                event.elapsed(),
                event.startedAt(),
                event.serviceLevelsVersion(),
                before != null && before.warned(),
                before != null && before.breached());
    }

    @EventSourcingHandler
    void on(TicketClockStopped event) {
        clock = Objects.requireNonNull(clock).stopped(event.elapsed());
    }

    @EventSourcingHandler
    void on(TicketSlaWarned event) {
        clock = Objects.requireNonNull(clock).withWarning();
    }

    @EventSourcingHandler
    void on(SlaBreached event) {
        clock = Objects.requireNonNull(clock).withBreach();
    }
}
