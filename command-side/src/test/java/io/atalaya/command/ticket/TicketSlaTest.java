package io.atalaya.command.ticket;

import static io.atalaya.command.SetClock.BEGIN;
import static io.atalaya.command.ticket.ATicket.OURS;
import static io.atalaya.command.ticket.ATicket.OWNER;
import static io.atalaya.command.ticket.ATicket.TECHNICIAN;
import static io.atalaya.command.ticket.ATicket.TENANT;
import static io.atalaya.command.ticket.ATicket.TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.servicelevel.BusinessCalendar;
import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.contract.servicelevel.WorkingHours;
import io.atalaya.contract.ticket.Closing;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.event.SlaBreached;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketClockStarted;
import io.atalaya.contract.ticket.event.TicketClockStopped;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketEscalated;
import io.atalaya.contract.ticket.event.TicketHeld;
import io.atalaya.contract.ticket.event.TicketReopened;
import io.atalaya.contract.ticket.event.TicketResumed;
import io.atalaya.contract.ticket.event.TicketSlaWarned;
import io.atalaya.contract.ticket.event.TicketUpdated;
import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.contract.timer.event.TimerCancelled;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A ticket of HIGH priority, by the standard: an hour until somebody has it, then eight until it is repaired. */
class TicketSlaTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LivingTicket ticket = new LivingTicket();

    @Test
    void timeToOwnRunsFromOpeningWithAWarningAtThreeQuarters() {
        assertThat(ticket.send(OURS.open()))
                .containsExactly(
                        OURS.opened(),
                        started(ServiceGoal.OWN, 1, "PT1H", "PT0S", BEGIN, BEGIN.plus(Duration.ofHours(1))),
                        set(TicketTimer.SLA_WARNING, 1, BEGIN.plus(Duration.ofMinutes(45))),
                        set(TicketTimer.SLA_BREACH, 2, BEGIN.plus(Duration.ofHours(1))));
    }

    @Test
    void assignmentStopsItAndTimeToRepairBegins() {
        ticket.send(OURS.open());
        Instant later = ticket.forward(MINUTE);
        assertThat(ticket.send(OURS.assignTo(TECHNICIAN)))
                .containsExactly(
                        new TicketAssigned(TICKET, TENANT, TECHNICIAN),
                        cancelled(TicketTimer.SLA_WARNING, 1, "the time starts anew"),
                        cancelled(TicketTimer.SLA_BREACH, 2, "the time starts anew"),
                        started(ServiceGoal.REPAIR, 1, "PT8H", "PT0S", later, later.plus(Duration.ofHours(8))),
                        set(TicketTimer.SLA_WARNING, 3, later.plus(Duration.ofHours(6))),
                        set(TicketTimer.SLA_BREACH, 4, later.plus(Duration.ofHours(8))));
    }

    @Test
    void anotherAssigneeHasNoMoreTime() {
        ticket.send(OURS.open());
        ticket.send(OURS.assignTo(TECHNICIAN));
        assertThat(ticket.send(OURS.assignTo(OWNER))).containsExactly(new TicketAssigned(TICKET, TENANT, OWNER));
    }

    @Test
    void bothTimesPauseOnHoldAndGoOnWhereTheyStopped() {
        ticket.send(OURS.open());
        Instant held = ticket.forward(Duration.ofMinutes(20));
        assertThat(ticket.send(OURS.hold()))
                .containsExactly(
                        new TicketHeld(TICKET, TENANT, "Waiting for a spare part"),
                        cancelled(TicketTimer.SLA_WARNING, 1, "the ticket is on hold"),
                        cancelled(TicketTimer.SLA_BREACH, 2, "the ticket is on hold"),
                        stopped(ServiceGoal.OWN, 1, "PT20M", held));

        Instant resumed = ticket.forward(Duration.ofDays(2));
        assertThat(ticket.send(OURS.resume()))
                .containsExactly(
                        new TicketResumed(TICKET, TENANT),
                        started(ServiceGoal.OWN, 1, "PT1H", "PT20M", resumed, resumed.plus(Duration.ofMinutes(40))),
                        set(TicketTimer.SLA_WARNING, 3, resumed.plus(Duration.ofMinutes(25))),
                        set(TicketTimer.SLA_BREACH, 4, resumed.plus(Duration.ofMinutes(40))));
    }

    @Test
    void aWarningComesOnce() {
        ticket.send(OURS.open());
        ticket.forward(Duration.ofMinutes(45));
        assertThat(ticket.send(OURS.fire(TicketTimer.SLA_WARNING, 1)))
                .containsExactly(
                        fired(TicketTimer.SLA_WARNING, 1),
                        new TicketSlaWarned(TICKET, TENANT, ServiceGoal.OWN, 1, BEGIN.plus(Duration.ofHours(1))));
        ticket.send(OURS.hold());
        Instant resumed = ticket.forward(MINUTE);
        assertThat(ticket.send(OURS.resume()))
                .filteredOn(TimerSet.class::isInstance)
                .containsExactly(set(TicketTimer.SLA_BREACH, 3, resumed.plus(Duration.ofMinutes(15))));
    }

    @Test
    void aBreachEscalatesToTheSupervisorWhoThenHasTimeToRepair() {
        ticket.send(OURS.open());
        Instant due = ticket.forward(Duration.ofHours(1));
        ticket.send(OURS.fire(TicketTimer.SLA_WARNING, 1));
        assertThat(ticket.send(OURS.fire(TicketTimer.SLA_BREACH, 2)))
                .containsExactly(
                        fired(TicketTimer.SLA_BREACH, 2),
                        new SlaBreached(TICKET, TENANT, ServiceGoal.OWN, 1, due),
                        new TicketEscalated(TICKET, TENANT, 2, OWNER),
                        new TicketAssigned(TICKET, TENANT, OWNER),
                        started(ServiceGoal.REPAIR, 2, "PT8H", "PT0S", due, due.plus(Duration.ofHours(8))),
                        set(TicketTimer.SLA_WARNING, 3, due.plus(Duration.ofHours(6))),
                        set(TicketTimer.SLA_BREACH, 4, due.plus(Duration.ofHours(8))));
    }

    @Test
    void theNextLevelsTimeRunsEvenIfThereIsNobodyToLookAfterIt() {
        ticket.hasOwners(Set.of());
        ticket.send(OURS.open());
        Instant due = ticket.forward(Duration.ofHours(1));
        assertThat(ticket.send(OURS.fire(TicketTimer.SLA_BREACH, 2)))
                .contains(
                        new TicketEscalated(TICKET, TENANT, 2, null),
                        started(ServiceGoal.OWN, 2, "PT1H", "PT0S", due, due.plus(Duration.ofHours(1))))
                .noneMatch(TicketAssigned.class::isInstance);
    }

    @Test
    void theTenantsOnlyOwnerKeepsWhatItHas() {
        ticket.send(OURS.open());
        ticket.send(OURS.assignTo(OWNER));
        ticket.forward(Duration.ofHours(8));
        assertThat(ticket.send(OURS.fire(TicketTimer.SLA_BREACH, 4)))
                .contains(new TicketEscalated(TICKET, TENANT, 2, OWNER))
                .noneMatch(TicketAssigned.class::isInstance);
    }

    @Test
    void ownersTakeTurnsAndWhoHasItIsPassedOver() {
        ticket.hasOwners(Set.of(OWNER, TECHNICIAN));
        ticket.send(OURS.open());
        ticket.send(OURS.assignTo(TECHNICIAN));
        assertThat(ticket.send(OURS.fire(TicketTimer.SLA_BREACH, 4)))
                .contains(new TicketEscalated(TICKET, TENANT, 2, OWNER));
        assertThat(ticket.send(OURS.fire(TicketTimer.SLA_BREACH, 6)))
                .contains(new TicketEscalated(TICKET, TENANT, 3, TECHNICIAN));
    }

    @Test
    void beyondTheHighestLevelABreachIsRecordedAndNothingFollows() {
        ticket.send(OURS.open());
        ticket.send(OURS.fire(TicketTimer.SLA_BREACH, 2));
        Instant started = ticket.now();
        ticket.send(OURS.fire(TicketTimer.SLA_BREACH, 4));
        assertThat(ticket.send(OURS.fire(TicketTimer.SLA_BREACH, 6)))
                .containsExactly(
                        fired(TicketTimer.SLA_BREACH, 6),
                        cancelled(TicketTimer.SLA_WARNING, 5, "the time is up"),
                        new SlaBreached(TICKET, TENANT, ServiceGoal.REPAIR, 3, started.plus(Duration.ofHours(8))));
        ticket.send(OURS.hold());
        assertThat(ticket.send(OURS.resume())).noneMatch(TimerSet.class::isInstance);
    }

    @Test
    void aTimerThatWasCancelledOrSetAnewOrHasFiredChangesNothing() {
        ticket.send(OURS.open());
        ticket.send(OURS.hold());
        assertThat(ticket.send(OURS.fire(TicketTimer.SLA_BREACH, 2))).isEmpty();
        ticket.send(OURS.resume());
        assertThat(ticket.send(OURS.fire(TicketTimer.SLA_BREACH, 2))).isEmpty();
        assertThat(ticket.send(OURS.fire(TicketTimer.SLA_WARNING, 4))).isEmpty();
        ticket.send(OURS.fire(TicketTimer.SLA_WARNING, 3));
        assertThat(ticket.send(OURS.fire(TicketTimer.SLA_WARNING, 3))).isEmpty();
        ticket.send(OURS.cancel());
        assertThat(ticket.send(OURS.fire(TicketTimer.SLA_BREACH, 4))).isEmpty();
    }

    @Test
    void completionStopsTheTimeAndSetsWhenTheTicketCloses() {
        ticket.send(OURS.open());
        ticket.send(OURS.assignTo(TECHNICIAN));
        Instant done = ticket.forward(Duration.ofHours(2));
        assertThat(ticket.send(OURS.complete()))
                .containsExactly(
                        new TicketCompleted(TICKET, TENANT, "Replaced the door seal"),
                        cancelled(TicketTimer.SLA_WARNING, 3, "the work is done"),
                        cancelled(TicketTimer.SLA_BREACH, 4, "the work is done"),
                        stopped(ServiceGoal.REPAIR, 1, "PT2H", done),
                        set(TicketTimer.AUTO_CLOSE, 5, done.plus(Duration.ofHours(72))));
        assertThat(ticket.send(OURS.fire(TicketTimer.AUTO_CLOSE, 5)))
                .containsExactly(
                        fired(TicketTimer.AUTO_CLOSE, 5), new TicketClosed(TICKET, TENANT, Closing.UNCONTESTED));
    }

    @Test
    void whatIsClosedByHandDoesNotCloseByItself() {
        ticket.send(OURS.open());
        ticket.send(OURS.assignTo(TECHNICIAN));
        ticket.send(OURS.complete());
        assertThat(ticket.send(OURS.close()))
                .containsExactly(
                        new TicketClosed(TICKET, TENANT, Closing.BY_HAND),
                        cancelled(TicketTimer.AUTO_CLOSE, 5, "the ticket is closed"));
    }

    @Test
    void aReopenedTicketHasTheTimeThatWasLeft() {
        ticket.send(OURS.open());
        ticket.send(OURS.assignTo(TECHNICIAN));
        ticket.forward(Duration.ofHours(2));
        ticket.send(OURS.complete());
        Instant reopened = ticket.forward(Duration.ofDays(1));
        assertThat(ticket.send(OURS.reopen()))
                .containsExactly(
                        new TicketReopened(TICKET, TENANT, "Still too warm"),
                        cancelled(TicketTimer.AUTO_CLOSE, 5, "the ticket was reopened"),
                        started(ServiceGoal.REPAIR, 1, "PT8H", "PT2H", reopened, reopened.plus(Duration.ofHours(6))),
                        set(TicketTimer.SLA_WARNING, 6, reopened.plus(Duration.ofHours(4))),
                        set(TicketTimer.SLA_BREACH, 7, reopened.plus(Duration.ofHours(6))));
    }

    @Test
    void anotherPriorityHasOtherTimesOfWhichWhatHasPassedCounts() {
        ticket.send(OURS.open());
        Instant changed = ticket.forward(Duration.ofMinutes(20));
        assertThat(ticket.send(OURS.update(Priority.URGENT)))
                .containsExactly(
                        new TicketUpdated(TICKET, TENANT, "Cell 4 too warm", "Since this morning", Priority.URGENT, 2),
                        cancelled(TicketTimer.SLA_WARNING, 1, "the time starts anew"),
                        cancelled(TicketTimer.SLA_BREACH, 2, "the time starts anew"),
                        started(ServiceGoal.OWN, 1, "PT30M", "PT20M", changed, changed.plus(Duration.ofMinutes(10))),
                        set(TicketTimer.SLA_WARNING, 3, changed.plus(Duration.ofSeconds(150))),
                        set(TicketTimer.SLA_BREACH, 4, changed.plus(Duration.ofMinutes(10))));
    }

    @Test
    void whatIsLateByTheNewPriorityIsDueAtOnce() {
        ticket.send(OURS.open());
        Instant changed = ticket.forward(Duration.ofMinutes(40));
        assertThat(ticket.send(OURS.update(Priority.URGENT)))
                .contains(set(TicketTimer.SLA_WARNING, 3, changed), set(TicketTimer.SLA_BREACH, 4, changed));
    }

    @Test
    void otherWordsLeaveTheTimeAlone() {
        ticket.send(OURS.open());
        assertThat(ticket.send(OURS.update(Priority.HIGH))).hasOnlyElementsOfType(TicketUpdated.class);
        ticket.send(OURS.hold());
        assertThat(ticket.send(OURS.update(Priority.LOW)))
                .as("while it stands still, too")
                .hasOnlyElementsOfType(TicketUpdated.class);
    }

    @Test
    void newServiceLevelsHoldForTimeThatBeginsThen() {
        ticket.send(OURS.open());
        BusinessCalendar mornings = new BusinessCalendar(
                "UTC",
                Map.of(DayOfWeek.MONDAY, List.of(new WorkingHours(LocalTime.of(8, 0), LocalTime.of(12, 0)))),
                Set.of());
        ticket.agreesOn(1, new ServiceLevels(mornings, ServiceLevels.STANDARD.targets(), Duration.ofHours(1), 3));
        ticket.forward(Duration.ofMinutes(30));
        assertThat(ticket.send(OURS.hold()))
                .as("measured as it began")
                .contains(stopped(ServiceGoal.OWN, 1, "PT30M", ticket.now()));
        Instant resumed = ticket.forward(Duration.ofHours(3).plusMinutes(20));
        assertThat(ticket.send(OURS.resume()))
                .contains(new TicketClockStarted(
                        TICKET,
                        TENANT,
                        ServiceGoal.OWN,
                        1,
                        Duration.ofHours(1),
                        Duration.ofMinutes(30),
                        resumed,
                        Instant.parse("2026-03-09T08:20:00Z"),
                        1));
    }

    private static TicketClockStarted started(
            ServiceGoal goal, int level, String target, String elapsed, Instant from, Instant due) {
        return new TicketClockStarted(
                TICKET, TENANT, goal, level, Duration.parse(target), Duration.parse(elapsed), from, due, 0);
    }

    private static TicketClockStopped stopped(ServiceGoal goal, int level, String elapsed, Instant at) {
        return new TicketClockStopped(TICKET, TENANT, goal, level, Duration.parse(elapsed), at);
    }

    private static TimerSet set(TicketTimer timer, int generation, Instant dueAt) {
        return new TimerSet(TENANT, TimerSubject.TICKET, TICKET.value(), timer.name(), generation, dueAt);
    }

    private static TimerCancelled cancelled(TicketTimer timer, int generation, String reason) {
        return new TimerCancelled(TENANT, TimerSubject.TICKET, TICKET.value(), timer.name(), generation, reason);
    }

    private static TimerFired fired(TicketTimer timer, int generation) {
        return new TimerFired(TENANT, TimerSubject.TICKET, TICKET.value(), timer.name(), generation);
    }
}
