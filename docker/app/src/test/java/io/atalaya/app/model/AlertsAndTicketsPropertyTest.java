package io.atalaya.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Inhibition;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.command.AcknowledgeAlert;
import io.atalaya.contract.alert.command.AutoResolveAlert;
import io.atalaya.contract.alert.command.ClearAlertCondition;
import io.atalaya.contract.alert.command.CommentAlert;
import io.atalaya.contract.alert.command.FireAlertTimer;
import io.atalaya.contract.alert.command.RaiseAlert;
import io.atalaya.contract.alert.command.RaiseAlertSeverity;
import io.atalaya.contract.alert.command.ResolveAlert;
import io.atalaya.contract.alert.command.RetriggerAlert;
import io.atalaya.contract.alert.command.ShelveAlert;
import io.atalaya.contract.alert.command.UnacknowledgeAlert;
import io.atalaya.contract.alert.command.UnshelveAlert;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.AssignTicket;
import io.atalaya.contract.ticket.command.CancelTicket;
import io.atalaya.contract.ticket.command.CloseTicket;
import io.atalaya.contract.ticket.command.CompleteTicket;
import io.atalaya.contract.ticket.command.HoldTicket;
import io.atalaya.contract.ticket.command.ReopenTicket;
import io.atalaya.contract.ticket.command.ResumeTicket;
import io.atalaya.contract.ticket.command.StartTicket;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Whatever people, the evaluator, time and restarts do to alerts, tickets and their sagas, in whatever order and however
 * far behind each saga is, some things always hold. What must hold is worked out from the log alone.
 */
class AlertsAndTicketsPropertyTest {
    private static final UUID GATEWAY = UUID.fromString("00000000-0000-0000-0000-0000000000d0");
    private static final UUID MAINTENANCE = UUID.fromString("00000000-0000-0000-0000-0000000000f0");

    /** What happens next. */
    sealed interface Action {
        enum Evaluator implements Action {
            BREACH,
            NORMAL,
            NORMAL_FOR_LONG,
            WORSE
        }

        enum OnAlert implements Action {
            ACKNOWLEDGE,
            UNACKNOWLEDGE,
            SHELVE,
            UNSHELVE,
            COMMENT,
            RESOLVE,
            RESOLVE_BY_FORCE
        }

        enum OnTicket implements Action {
            ASSIGN,
            START,
            HOLD,
            RESUME,
            COMPLETE,
            REOPEN,
            CANCEL,
            CLOSE
        }

        enum Surroundings implements Action {
            GATEWAY_GONE,
            GATEWAY_BACK,
            MAINTENANCE_BEGINS,
            MAINTENANCE_ENDS,
            RESTART
        }

        record Wait(Duration time) implements Action {}

        record Follow(int follower, int events) implements Action {}

        record FireAgain(int which) implements Action {}

        /** The deadline of a timer that is not set any more, or never was. */
        record FireStale(String timer, int generation) implements Action {}
    }

    @Property(tries = 150)
    void someThingsAlwaysHold(@ForAll("stories") List<Action> story) {
        Play play = new Play();
        for (Action action : story) {
            play.act(action);
            play.check();
        }
        play.comeToRest();
    }

    @Provide
    Arbitrary<List<Action>> stories() {
        Arbitrary<Action> evaluator = Arbitraries.frequency(
                Tuple.of(8, Action.Evaluator.BREACH),
                Tuple.of(2, Action.Evaluator.NORMAL),
                Tuple.of(1, Action.Evaluator.NORMAL_FOR_LONG),
                Tuple.of(1, Action.Evaluator.WORSE));
        Arbitrary<Action> people = Arbitraries.frequency(
                Tuple.of(4, Action.OnAlert.ACKNOWLEDGE),
                Tuple.of(2, Action.OnAlert.UNACKNOWLEDGE),
                Tuple.of(3, Action.OnAlert.SHELVE),
                Tuple.of(2, Action.OnAlert.UNSHELVE),
                Tuple.of(1, Action.OnAlert.COMMENT),
                Tuple.of(1, Action.OnAlert.RESOLVE),
                Tuple.of(1, Action.OnAlert.RESOLVE_BY_FORCE));
        Arbitrary<Action> technicians = Arbitraries.of(Action.OnTicket.values()).map(action -> action);
        Arbitrary<Action> surroundings =
                Arbitraries.of(Action.Surroundings.values()).map(action -> action);
        Arbitrary<Action> waits =
                Arbitraries.longs().between(1, 90).map(Duration::ofMinutes).map(Action.Wait::new);
        Arbitrary<Action> follows = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 20))
                .as(Action.Follow::new);
        Arbitrary<Action> repeats = Arbitraries.integers().between(0, 50).map(Action.FireAgain::new);
        Arbitrary<Action> stale = Combinators.combine(
                        Arbitraries.of("PAGING", "ESCALATION", "ACKNOWLEDGEMENT_LAPSE", "SHELVING"),
                        Arbitraries.integers().between(1, 20))
                .as(Action.FireStale::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(6, evaluator),
                        Tuple.of(6, people),
                        Tuple.of(3, technicians),
                        Tuple.of(3, surroundings),
                        Tuple.of(6, waits),
                        Tuple.of(8, follows),
                        Tuple.of(1, repeats),
                        Tuple.of(1, stale))
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    /** One story: the evaluator, who keeps one alert in mind, and people, who look at the last one. */
    private static final class Play {
        private final SmallAtalaya atalaya = new SmallAtalaya();
        private final LogModel model = new LogModel();
        private final Random ids = new Random(7);
        private @Nullable AlertId evaluated;
        private @Nullable AlertId last;
        private int read;

        void act(Action action) {
            switch (action) {
                case Action.Evaluator evaluator -> evaluate(evaluator);
                case Action.OnAlert onAlert -> handle(onAlert);
                case Action.OnTicket onTicket -> service(onTicket);
                case Action.Surroundings surroundings -> change(surroundings);
                case Action.Wait wait -> atalaya.passTime(wait.time());
                case Action.Follow follow -> atalaya.follow(follow.follower(), follow.events());
                case Action.FireAgain again -> atalaya.fireAgain(again.which());
                case Action.FireStale stale -> fireStale(stale);
            }
        }

        private void evaluate(Action.Evaluator evaluator) {
            if (evaluator == Action.Evaluator.BREACH) {
                breach();
            } else if (evaluated != null) {
                switch (evaluator) {
                    case NORMAL -> clear(evaluated);
                    case NORMAL_FOR_LONG -> {
                        clear(evaluated);
                        atalaya.send(new AutoResolveAlert(evaluated, SmallAtalaya.TENANT, 5, atalaya.now()));
                        evaluated = null;
                    }
                    case WORSE ->
                        atalaya.send(new RaiseAlertSeverity(evaluated, SmallAtalaya.TENANT, Severity.CRITICAL));
                    case BREACH -> throw new IllegalStateException();
                }
            }
        }

        private void clear(AlertId alert) {
            atalaya.send(new ClearAlertCondition(alert, SmallAtalaya.TENANT, 5, atalaya.now()));
        }

        private void breach() {
            boolean open = evaluated != null
                    && Boolean.TRUE.equals(
                            atalaya.send(new RetriggerAlert(evaluated, SmallAtalaya.TENANT, 10, 1, atalaya.now())));
            if (!open) {
                AlertId next = new AlertId(new UUID(ids.nextLong(), ids.nextLong()));
                atalaya.send(new RaiseAlert(
                        next,
                        SmallAtalaya.TENANT,
                        DeviceId.of("00000000-0000-0000-0000-0000000000d1"),
                        RuleId.of("00000000-0000-0000-0000-0000000000b1"),
                        "HIGH_TEMP",
                        Severity.WARNING,
                        "Too warm",
                        9,
                        8,
                        1,
                        atalaya.now(),
                        last));
                evaluated = next;
                last = next;
            }
        }

        private void handle(Action.OnAlert what) {
            if (last == null) {
                return;
            }
            TenantId tenant = SmallAtalaya.TENANT;
            UserId user = SmallAtalaya.TECHNICIAN;
            boolean resolved = model.isResolved(last);
            Command command = switch (what) {
                case ACKNOWLEDGE -> new AcknowledgeAlert(last, tenant, user);
                case UNACKNOWLEDGE -> new UnacknowledgeAlert(last, tenant, user);
                case SHELVE ->
                    new ShelveAlert(last, tenant, user, atalaya.now().plus(Duration.ofMinutes(45)), "Defrosting");
                case UNSHELVE -> new UnshelveAlert(last, tenant, user);
                case COMMENT -> new CommentAlert(last, tenant, new UUID(ids.nextLong(), ids.nextLong()), user, "Again");
                case RESOLVE -> new ResolveAlert(last, tenant, user, "Closed the door", false);
                case RESOLVE_BY_FORCE -> new ResolveAlert(last, tenant, user, "Closed the door", true);
            };
            try {
                atalaya.send(command);
                assertThat(resolved).as("a resolved alert refuses %s", what).isFalse();
            } catch (Rejection refused) {
                assertThat(refused.code())
                        .isEqualTo(
                                resolved
                                        ? Rejection.Code.ALERT_ALREADY_RESOLVED
                                        : Rejection.Code.ALERT_STILL_BREACHING);
            }
        }

        private void service(Action.OnTicket what) {
            TicketId ticket = last == null ? null : model.ticketOf(last);
            if (ticket == null) {
                return;
            }
            TenantId tenant = SmallAtalaya.TENANT;
            Command command = switch (what) {
                case ASSIGN -> new AssignTicket(ticket, tenant, SmallAtalaya.TECHNICIAN);
                case START -> new StartTicket(ticket, tenant);
                case HOLD -> new HoldTicket(ticket, tenant, "Waiting");
                case RESUME -> new ResumeTicket(ticket, tenant);
                case COMPLETE -> new CompleteTicket(ticket, tenant, "Done");
                case REOPEN -> new ReopenTicket(ticket, tenant, "Not done");
                case CANCEL -> new CancelTicket(ticket, tenant, "Sold");
                case CLOSE -> new CloseTicket(ticket, tenant);
            };
            try {
                atalaya.send(command);
            } catch (Rejection refused) {
                assertThat(refused.code()).isEqualTo(Rejection.Code.TICKET_TRANSITION_REFUSED);
            }
        }

        private void change(Action.Surroundings what) {
            switch (what) {
                case GATEWAY_GONE -> atalaya.beginExplaining(GATEWAY, Inhibition.GATEWAY_OFFLINE, model.openAlerts());
                case GATEWAY_BACK -> atalaya.endExplaining(GATEWAY, Inhibition.GATEWAY_OFFLINE, model.openAlerts());
                case MAINTENANCE_BEGINS ->
                    atalaya.beginExplaining(MAINTENANCE, Inhibition.MAINTENANCE, model.openAlerts());
                case MAINTENANCE_ENDS -> atalaya.endExplaining(MAINTENANCE, Inhibition.MAINTENANCE, model.openAlerts());
                case RESTART -> atalaya.restart();
            }
        }

        private void fireStale(Action.FireStale stale) {
            if (last != null && !model.isSet(last, stale.timer(), stale.generation())) {
                int before = atalaya.log().size();
                atalaya.send(new FireAlertTimer(last, SmallAtalaya.TENANT, stale.timer(), stale.generation()));
                assertThat(atalaya.log()).as("what is not set does not fire").hasSize(before);
            }
        }

        void check() {
            List<Object> log = atalaya.log();
            log.subList(read, log.size()).forEach(model::follow);
            read = log.size();
            model.check(atalaya::hasTakenUp);
        }

        /** Everything has caught up: each timer that is set has its deadline, and no other deadline is left. */
        void comeToRest() {
            atalaya.followAll();
            check();
            model.checkRest();
            assertThat(atalaya.deadlines()).isEqualTo(model.timers());
            atalaya.passTime(Duration.ofDays(4));
            atalaya.followAll();
            check();
        }
    }
}
