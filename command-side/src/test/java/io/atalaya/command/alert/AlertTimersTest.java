package io.atalaya.command.alert;

import static io.atalaya.command.alert.AnAlert.OPERATOR;
import static io.atalaya.command.alert.AnAlert.OTHER_OPERATOR;
import static io.atalaya.command.alert.AnAlert.TENANT;
import static io.atalaya.command.alert.AnAlert.acknowledge;
import static io.atalaya.command.alert.AnAlert.acknowledged;
import static io.atalaya.command.alert.AnAlert.autoResolve;
import static io.atalaya.command.alert.AnAlert.autoResolved;
import static io.atalaya.command.alert.AnAlert.cancelled;
import static io.atalaya.command.alert.AnAlert.clear;
import static io.atalaya.command.alert.AnAlert.endMaintenance;
import static io.atalaya.command.alert.AnAlert.escalatedTo;
import static io.atalaya.command.alert.AnAlert.fire;
import static io.atalaya.command.alert.AnAlert.fired;
import static io.atalaya.command.alert.AnAlert.inhibit;
import static io.atalaya.command.alert.AnAlert.inhibited;
import static io.atalaya.command.alert.AnAlert.lift;
import static io.atalaya.command.alert.AnAlert.lifted;
import static io.atalaya.command.alert.AnAlert.maintain;
import static io.atalaya.command.alert.AnAlert.page;
import static io.atalaya.command.alert.AnAlert.raise;
import static io.atalaya.command.alert.AnAlert.raiseSeverity;
import static io.atalaya.command.alert.AnAlert.raised;
import static io.atalaya.command.alert.AnAlert.resolveByForce;
import static io.atalaya.command.alert.AnAlert.resolvedByForce;
import static io.atalaya.command.alert.AnAlert.set;
import static io.atalaya.command.alert.AnAlert.severityRaised;
import static io.atalaya.command.alert.AnAlert.shelve;
import static io.atalaya.command.alert.AnAlert.shelved;
import static io.atalaya.command.alert.AnAlert.unacknowledge;
import static io.atalaya.command.alert.AnAlert.unacknowledged;
import static io.atalaya.command.alert.AnAlert.unshelve;
import static io.atalaya.command.alert.AnAlert.unshelved;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.Unacknowledgement;
import io.atalaya.contract.alert.command.RaiseAlert;
import io.atalaya.contract.alert.event.AlertPaged;
import io.atalaya.contract.alert.event.AlertTicketRequested;
import io.atalaya.contract.escalation.EscalationLevel;
import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.contract.timer.event.TimerSet;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told of an alert and when, with the timers that go with it: exactly those that its state calls for. */
class AlertTimersTest {
    private static final Instant BEGIN = LivingAlert.BEGIN;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration HOUR = Duration.ofHours(1);

    private final LivingAlert alert = new LivingAlert();

    @Test
    void raisingTellsNobodyUntilItIsKnownWhatMaySuppressIt() {
        assertThat(alert.send(raise())).containsExactly(raised());
        assertThat(alert.send(page()))
                .containsExactly(
                        set(AlertTimer.ESCALATION, 1, BEGIN.plus(HOUR)),
                        paged(0, 1),
                        set(AlertTimer.PAGING, 2, BEGIN.plus(TEN_MINUTES)));
        assertThat(alert.send(page())).as("they have been told").isEmpty();
    }

    @Test
    void peopleAreToldAgainFiveTimesAndNoMore() {
        begin();
        for (int page = 2; page <= 5; page++) {
            Instant now = alert.forward(TEN_MINUTES);
            assertThat(alert.send(fire(AlertTimer.PAGING, page)))
                    .containsExactly(
                            fired(AlertTimer.PAGING, page),
                            paged(0, page),
                            set(AlertTimer.PAGING, page + 1, now.plus(TEN_MINUTES)));
        }
        alert.forward(TEN_MINUTES);
        assertThat(alert.send(fire(AlertTimer.PAGING, 6))).containsExactly(fired(AlertTimer.PAGING, 6), paged(0, 6));
    }

    @Test
    void aTimerThatIsNotSetAnyMoreDoesNothing() {
        begin();
        alert.send(acknowledge());
        assertThat(alert.send(fire(AlertTimer.PAGING, 2))).isEmpty();
        assertThat(alert.send(fire(AlertTimer.ESCALATION, 7))).isEmpty();
        alert.forward(HOUR);
        assertThat(alert.send(fire(AlertTimer.ESCALATION, 1))).isNotEmpty();
        assertThat(alert.send(fire(AlertTimer.ESCALATION, 1)))
                .as("it has fired")
                .isEmpty();
    }

    @Test
    void acknowledgingStopsPagingUntilTheAcknowledgementLapses() {
        begin();
        Instant acknowledgedAt = alert.forward(MINUTE);
        assertThat(alert.send(acknowledge()))
                .containsExactly(
                        acknowledged(),
                        cancelled(AlertTimer.PAGING, 2, "somebody is looking after it"),
                        set(AlertTimer.ACKNOWLEDGEMENT_LAPSE, 3, acknowledgedAt.plus(HALF_AN_HOUR)));
        assertThat(alert.send(page())).isEmpty();

        Instant lapsedAt = alert.forward(HALF_AN_HOUR);
        assertThat(alert.send(fire(AlertTimer.ACKNOWLEDGEMENT_LAPSE, 3)))
                .containsExactly(
                        fired(AlertTimer.ACKNOWLEDGEMENT_LAPSE, 3),
                        unacknowledged(Unacknowledgement.LAPSED),
                        paged(0, 2),
                        set(AlertTimer.PAGING, 4, lapsedAt.plus(TEN_MINUTES)));
    }

    @Test
    void unacknowledgingStartsPagingAgain() {
        begin();
        alert.send(acknowledge());
        Instant now = alert.forward(MINUTE);
        assertThat(alert.send(unacknowledge()))
                .containsExactly(
                        unacknowledged(Unacknowledgement.BY_HAND),
                        cancelled(AlertTimer.ACKNOWLEDGEMENT_LAPSE, 3, "nobody is looking after it any more"),
                        paged(0, 2),
                        set(AlertTimer.PAGING, 4, now.plus(TEN_MINUTES)));
    }

    @Test
    void whatNobodyResolvesRisesLevelByLevelToTheHighestAndAsksForOneTicket() {
        begin();
        Instant first = alert.forward(HOUR);
        assertThat(alert.send(fire(AlertTimer.ESCALATION, 1)))
                .containsExactly(
                        fired(AlertTimer.ESCALATION, 1),
                        cancelled(AlertTimer.PAGING, 2, "the next level is told"),
                        escalatedTo(1),
                        new AlertTicketRequested(
                                AnAlert.ALERT, TENANT, AnAlert.DEVICE, Severity.CRITICAL, AnAlert.MESSAGE, 1),
                        set(AlertTimer.ESCALATION, 3, first.plus(HOUR)),
                        paged(1, 2),
                        set(AlertTimer.PAGING, 4, first.plus(TEN_MINUTES)));
        Instant second = alert.forward(HOUR);
        assertThat(alert.send(fire(AlertTimer.ESCALATION, 3)))
                .containsExactly(
                        fired(AlertTimer.ESCALATION, 3),
                        cancelled(AlertTimer.PAGING, 4, "the next level is told"),
                        escalatedTo(2),
                        set(AlertTimer.ESCALATION, 5, second.plus(HOUR)),
                        paged(2, 3),
                        set(AlertTimer.PAGING, 6, second.plus(TEN_MINUTES)));
        Instant third = alert.forward(HOUR);
        assertThat(alert.send(fire(AlertTimer.ESCALATION, 5)))
                .containsExactly(
                        fired(AlertTimer.ESCALATION, 5),
                        cancelled(AlertTimer.PAGING, 6, "the next level is told"),
                        escalatedTo(3),
                        paged(3, 4),
                        set(AlertTimer.PAGING, 7, third.plus(TEN_MINUTES)));
    }

    @Test
    void theNextLevelIsToldEvenIfSomebodyOfTheLevelBeforeIsLookingAfterIt() {
        begin();
        alert.send(acknowledge());
        Instant now = alert.forward(HOUR);
        assertThat(alert.send(fire(AlertTimer.ESCALATION, 1)))
                .startsWith(
                        fired(AlertTimer.ESCALATION, 1),
                        unacknowledged(Unacknowledgement.ESCALATED),
                        cancelled(AlertTimer.ACKNOWLEDGEMENT_LAPSE, 3, "nobody is looking after it any more"),
                        escalatedTo(1))
                .endsWith(
                        set(AlertTimer.ESCALATION, 4, now.plus(HOUR)),
                        paged(1, 2),
                        set(AlertTimer.PAGING, 5, now.plus(TEN_MINUTES)));
    }

    @Test
    void aShelvedAlertTellsNobodyAndDoesNotRiseUntilItComesBackByItself() {
        begin();
        Instant until = BEGIN.plus(Duration.ofHours(3));
        assertThat(alert.send(shelve(until)))
                .containsExactly(
                        shelved(until),
                        set(AlertTimer.SHELVING, 3, until),
                        cancelled(AlertTimer.PAGING, 2, "the alert is shelved"),
                        cancelled(AlertTimer.ESCALATION, 1, "the alert is shelved"));
        assertThat(alert.send(acknowledge())).hasSize(2);
        assertThat(alert.send(unacknowledge())).hasSize(2);

        alert.forward(Duration.ofHours(3));
        assertThat(alert.send(fire(AlertTimer.SHELVING, 3)))
                .containsExactly(
                        fired(AlertTimer.SHELVING, 3),
                        unshelved(null),
                        set(AlertTimer.ESCALATION, 5, until.plus(HOUR)),
                        paged(0, 2),
                        set(AlertTimer.PAGING, 6, until.plus(TEN_MINUTES)));
    }

    @Test
    void shelvingAnewSetsItsTimerAnewAndTakingItBackCancelsIt() {
        begin();
        alert.send(shelve(BEGIN.plus(HOUR)));
        assertThat(alert.send(shelve(BEGIN.plus(HALF_AN_HOUR))))
                .containsExactly(
                        shelved(BEGIN.plus(HALF_AN_HOUR)),
                        cancelled(AlertTimer.SHELVING, 3, "it was shelved anew"),
                        set(AlertTimer.SHELVING, 4, BEGIN.plus(HALF_AN_HOUR)));
        assertThat(alert.send(unshelve()))
                .startsWith(unshelved(OTHER_OPERATOR), cancelled(AlertTimer.SHELVING, 4, "it was taken back by hand"));
        assertThat(alert.send(fire(AlertTimer.SHELVING, 4))).isEmpty();
    }

    @Test
    void anAlertThatIsExplainedWhenItIsRaisedTellsNobody() {
        alert.send(raise());
        assertThat(alert.send(inhibit())).containsExactly(inhibited());
        assertThat(alert.send(page())).isEmpty();

        assertThat(alert.send(lift()))
                .containsExactly(
                        lifted(),
                        set(AlertTimer.ESCALATION, 1, BEGIN.plus(HOUR)),
                        paged(0, 1),
                        set(AlertTimer.PAGING, 2, BEGIN.plus(TEN_MINUTES)));
    }

    @Test
    void onlyWhenNothingSuppressesItAnyMorePeopleAreTold() {
        begin();
        alert.send(shelve(BEGIN.plus(HOUR)));
        alert.send(inhibit());
        alert.send(maintain());
        assertThat(alert.send(lift())).containsExactly(lifted());
        assertThat(alert.send(unshelve())).hasSize(2);
        assertThat(alert.send(endMaintenance())).contains(paged(0, 2));
    }

    @Test
    void ifItIsNormalAgainByThenTheyAreToldOnlyIfItTakesLong() {
        begin();
        alert.send(inhibit());
        alert.send(clear());
        Instant now = alert.forward(MINUTE);
        assertThat(alert.send(lift()))
                .containsExactly(
                        lifted(),
                        set(AlertTimer.ESCALATION, 3, now.plus(HOUR)),
                        set(AlertTimer.PAGING, 4, now.plus(TEN_MINUTES)));
        alert.forward(TEN_MINUTES);
        assertThat(alert.send(fire(AlertTimer.PAGING, 4))).contains(paged(0, 2));
    }

    @Test
    void whatGetsWorseIsToldAtOnceAndTheLevelsTimeGoesOn() {
        alert.send(new RaiseAlert(
                AnAlert.ALERT,
                TENANT,
                AnAlert.DEVICE,
                raise().ruleId(),
                "HIGH_TEMP",
                Severity.WARNING,
                AnAlert.MESSAGE,
                9.3,
                8,
                1,
                BEGIN,
                null));
        alert.send(page());
        alert.send(acknowledge());
        Instant now = alert.forward(MINUTE);
        assertThat(alert.send(raiseSeverity(TENANT, Severity.CRITICAL)))
                .containsExactly(
                        severityRaised(Severity.CRITICAL),
                        cancelled(AlertTimer.ACKNOWLEDGEMENT_LAPSE, 3, "the severity has risen"),
                        paged(0, 2),
                        set(AlertTimer.PAGING, 4, now.plus(TEN_MINUTES)));
    }

    @Test
    void resolvingCancelsWhateverIsSet() {
        begin();
        assertThat(alert.send(resolveByForce()))
                .containsExactly(
                        resolvedByForce(),
                        cancelled(AlertTimer.PAGING, 2, "the alert is resolved"),
                        cancelled(AlertTimer.ESCALATION, 1, "the alert is resolved"));
        LivingAlert other = new LivingAlert();
        other.send(raise());
        other.send(page());
        other.send(acknowledge());
        other.send(shelve(BEGIN.plus(HOUR)));
        assertThat(other.send(autoResolve()))
                .containsExactly(
                        autoResolved(),
                        cancelled(AlertTimer.ACKNOWLEDGEMENT_LAPSE, 3, "the alert is resolved"),
                        cancelled(AlertTimer.SHELVING, 4, "the alert is resolved"));
    }

    @Test
    void thePolicyOfTheMomentCounts() {
        alert.agreesOn(new EscalationPolicy(
                List.of(
                        new EscalationLevel(
                                List.of(), List.of(OPERATOR), MINUTE, 0, Duration.ofMinutes(5), true, false),
                        new EscalationLevel(List.of(Role.OWNER), List.of(), MINUTE, 1, null, false, true)),
                Duration.ofMinutes(2)));
        alert.send(raise());
        assertThat(alert.send(page()))
                .as("told once, by name")
                .containsExactly(
                        set(AlertTimer.ESCALATION, 1, BEGIN.plus(Duration.ofMinutes(5))),
                        new AlertPaged(
                                AnAlert.ALERT,
                                TENANT,
                                AnAlert.DEVICE,
                                "HIGH_TEMP",
                                Severity.CRITICAL,
                                AnAlert.MESSAGE,
                                0,
                                1,
                                true,
                                List.of(),
                                List.of(OPERATOR)));
        assertThat(alert.send(acknowledge()))
                .contains(set(AlertTimer.ACKNOWLEDGEMENT_LAPSE, 2, BEGIN.plus(Duration.ofMinutes(2))));
        Instant now = alert.forward(Duration.ofMinutes(5));
        assertThat(alert.send(fire(AlertTimer.ESCALATION, 1)))
                .as("the last level has no next one")
                .filteredOn(TimerSet.class::isInstance)
                .containsExactly(set(AlertTimer.PAGING, 3, now.plus(MINUTE)));
    }

    private void begin() {
        alert.send(raise());
        alert.send(page());
    }

    private static AlertPaged paged(int level, int page) {
        EscalationLevel told = LivingAlert.SETTINGS.standard().at(level);
        return new AlertPaged(
                AnAlert.ALERT,
                TENANT,
                AnAlert.DEVICE,
                "HIGH_TEMP",
                Severity.CRITICAL,
                AnAlert.MESSAGE,
                level,
                page,
                level > 0,
                told.roles(),
                List.of());
    }
}
