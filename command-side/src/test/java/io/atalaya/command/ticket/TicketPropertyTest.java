package io.atalaya.command.ticket;

import static io.atalaya.command.ticket.ATicket.OTHER_TECHNICIAN;
import static io.atalaya.command.ticket.ATicket.OURS;
import static io.atalaya.command.ticket.ATicket.TECHNICIAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.event.SlaBreached;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketCancelled;
import io.atalaya.contract.ticket.event.TicketClockStarted;
import io.atalaya.contract.ticket.event.TicketClockStopped;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketEscalated;
import io.atalaya.contract.ticket.event.TicketHeld;
import io.atalaya.contract.ticket.event.TicketReopened;
import io.atalaya.contract.ticket.event.TicketResumed;
import io.atalaya.contract.ticket.event.TicketSlaWarned;
import io.atalaya.contract.timer.event.TimerCancelled;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Whatever is done with a ticket, in whatever order and however time goes by, some things always hold. */
class TicketPropertyTest {
    private static final int HIGHEST = ServiceLevels.STANDARD.maxEscalationLevel();

    /** A command, or time that goes by. */
    sealed interface Action {
        record Send(Command command) implements Action {}

        record Wait(Duration time) implements Action {}

        /** A timer of this generation fires, whether it is still set or not. */
        record FireAny(int generation) implements Action {}
    }

    @Property(tries = 250)
    void someThingsAlwaysHold(@ForAll("stories") List<Action> story) {
        LivingTicket ticket = new LivingTicket();
        Model model = new Model();
        model.follow(ticket.send(OURS.open()), ticket.now());
        model.check(ticket.now());
        for (Action action : story) {
            switch (action) {
                case Action.Send send -> model.follow(sent(ticket, send.command()), ticket.now());
                case Action.Wait wait -> model.passTime(ticket, wait.time());
                case Action.FireAny fire -> model.fireAny(ticket, fire.generation());
            }
            model.check(ticket.now());
        }
    }

    private static List<Object> sent(LivingTicket ticket, Command command) {
        try {
            return ticket.send(command);
        } catch (Rejection refused) {
            assertThat(refused.code()).isEqualTo(Rejection.Code.TICKET_TRANSITION_REFUSED);
            return List.of();
        }
    }

    @Provide
    Arbitrary<List<Action>> stories() {
        Arbitrary<Action> commands = Arbitraries.of(
                        OURS.assignTo(TECHNICIAN),
                        OURS.assignTo(OTHER_TECHNICIAN),
                        OURS.start(),
                        OURS.hold(),
                        OURS.resume(),
                        OURS.complete(),
                        OURS.reopen(),
                        OURS.update(Priority.LOW),
                        OURS.update(Priority.URGENT),
                        OURS.update(Priority.MEDIUM))
                .map(Action.Send::new);
        Arbitrary<Action> endings = Arbitraries.of(
                        OURS.close(), OURS.cancel(), OURS.alertResolved(true), OURS.alertResolved(false))
                .map(Action.Send::new);
        Arbitrary<Action> waits = Arbitraries.longs()
                .between(1, Duration.ofHours(30).toSeconds())
                .map(Duration::ofSeconds)
                .map(Action.Wait::new);
        Arbitrary<Action> timers = Arbitraries.integers().between(1, 40).map(Action.FireAny::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(10, commands), Tuple.of(1, endings), Tuple.of(5, waits), Tuple.of(1, timers))
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    /** What must be so, worked out from the events by other means than the ticket's own. */
    private static final class Model {
        private record Goal(ServiceGoal goal, int level) {}

        private final Map<Integer, TimerSet> timers = new TreeMap<>();
        private final Set<Goal> warned = new HashSet<>();
        private final Set<Goal> breached = new HashSet<>();
        private final Map<Goal, Duration> passed = new HashMap<>();
        /** What is assigned may have been started. */
        private String status = "NEW";

        private String heldFrom = "NEW";
        private int level = 1;
        private int lastGeneration;
        private @Nullable Goal running;
        private Instant runningSince = Instant.EPOCH;
        private boolean over;

        void follow(List<Object> events, Instant now) {
            assertThat(events.isEmpty() || !over)
                    .as("nothing happens to what is closed or cancelled: %s", events)
                    .isTrue();
            events.forEach(event -> follow(event, now));
            over = status.equals("CLOSED") || status.equals("CANCELLED");
        }

        private void follow(Object event, Instant now) {
            switch (event) {
                case TicketAssigned assigned -> {
                    status = status.equals("NEW") ? "ASSIGNED" : status;
                    heldFrom = heldFrom.equals("NEW") ? "ASSIGNED" : heldFrom;
                }
                case TicketHeld held -> {
                    heldFrom = status;
                    status = "ON_HOLD";
                }
                case TicketResumed resumed -> status = heldFrom;
                case TicketCompleted completed -> status = "COMPLETED";
                case TicketReopened reopened -> status = "ASSIGNED";
                case TicketClosed closed -> status = "CLOSED";
                case TicketCancelled cancelled -> status = "CANCELLED";
                case TicketClockStarted started -> start(started, now);
                case TicketClockStopped stopped -> {
                    settle(now);
                    assertThat(stopped.elapsed()).isEqualTo(passed.get(new Goal(stopped.goal(), stopped.level())));
                    running = null;
                }
                case TicketSlaWarned warning ->
                    assertThat(warned.add(new Goal(warning.goal(), warning.level())))
                            .as("each goal of a level is warned of once")
                            .isTrue();
                case SlaBreached breach ->
                    assertThat(breached.add(new Goal(breach.goal(), breach.level())))
                            .as("each goal of a level is breached once")
                            .isTrue();
                case TicketEscalated escalated -> {
                    assertThat(escalated.level()).as("each level once").isEqualTo(level + 1);
                    level = escalated.level();
                }
                case TimerSet set -> {
                    assertThat(set.generation()).isGreaterThan(lastGeneration);
                    lastGeneration = set.generation();
                    assertThat(timers.values()).noneMatch(other -> other.timer().equals(set.timer()));
                    timers.put(set.generation(), set);
                }
                case TimerFired fired ->
                    assertThat(timers.remove(fired.generation())).isNotNull();
                case TimerCancelled cancelled ->
                    assertThat(timers.remove(cancelled.generation())).isNotNull();
                default -> {}
            }
        }

        private void start(TicketClockStarted started, Instant now) {
            settle(now);
            running = new Goal(started.goal(), started.level());
            runningSince = now;
            assertThat(started.elapsed()).isEqualTo(passed.getOrDefault(running, Duration.ZERO));
        }

        private void settle(Instant now) {
            if (running != null) {
                passed.merge(running, Duration.between(runningSince, now), Duration::plus);
                runningSince = now;
            }
        }

        /** Each timer fires at its moment, one after the other. */
        void passTime(LivingTicket ticket, Duration time) {
            Instant until = ticket.now().plus(time);
            Optional<TimerSet> next = nextBefore(until);
            while (next.isPresent()) {
                TimerSet due = next.get();
                ticket.at(due.dueAt().isBefore(ticket.now()) ? ticket.now() : due.dueAt());
                List<Object> events = ticket.send(OURS.fire(TicketTimer.valueOf(due.timer()), due.generation()));
                assertThat(events).as("what is set fires").isNotEmpty();
                follow(events, ticket.now());
                next = nextBefore(until);
            }
            ticket.at(until);
        }

        private Optional<TimerSet> nextBefore(Instant until) {
            return timers.values().stream()
                    .filter(timer -> !timer.dueAt().isAfter(until))
                    .min(Comparator.comparing(TimerSet::dueAt).thenComparing(TimerSet::generation));
        }

        void fireAny(LivingTicket ticket, int generation) {
            TimerSet present = timers.get(generation);
            for (TicketTimer timer : TicketTimer.values()) {
                boolean set = present != null && present.timer().equals(timer.name());
                List<Object> events = ticket.send(OURS.fire(timer, generation));
                assertThat(events.isEmpty()).as("only what is set fires").isNotEqualTo(set);
                follow(events, ticket.now());
            }
        }

        void check(Instant now) {
            boolean open = Set.of("NEW", "ASSIGNED").contains(status);
            assertThat(running != null).as("time runs exactly while %s", status).isEqualTo(open);
            if (running != null) {
                assertThat(running)
                        .isEqualTo(new Goal(status.equals("NEW") ? ServiceGoal.OWN : ServiceGoal.REPAIR, level));
                assertThat(isSet(TicketTimer.SLA_WARNING))
                        .isNotEqualTo(warned.contains(running) || breached.contains(running));
                assertThat(isSet(TicketTimer.SLA_BREACH)).isNotEqualTo(breached.contains(running));
            } else {
                assertThat(isSet(TicketTimer.SLA_WARNING)).isFalse();
                assertThat(isSet(TicketTimer.SLA_BREACH)).isFalse();
            }
            assertThat(isSet(TicketTimer.AUTO_CLOSE)).isEqualTo(status.equals("COMPLETED"));
            assertThat(level).isLessThanOrEqualTo(HIGHEST);
            assertThat(timers.values())
                    .as("none is due in the past")
                    .noneMatch(timer -> timer.dueAt().isBefore(now));
        }

        private boolean isSet(TicketTimer timer) {
            return timers.values().stream().anyMatch(set -> set.timer().equals(timer.name()));
        }
    }
}
