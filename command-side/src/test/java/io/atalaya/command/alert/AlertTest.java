package io.atalaya.command.alert;

import static io.atalaya.command.alert.AnAlert.OPERATOR;
import static io.atalaya.command.alert.AnAlert.OTHER_OPERATOR;
import static io.atalaya.command.alert.AnAlert.OTHER_TENANT;
import static io.atalaya.command.alert.AnAlert.PREVIOUS;
import static io.atalaya.command.alert.AnAlert.TENANT;
import static io.atalaya.command.alert.AnAlert.acknowledge;
import static io.atalaya.command.alert.AnAlert.acknowledged;
import static io.atalaya.command.alert.AnAlert.assignTo;
import static io.atalaya.command.alert.AnAlert.assignedTo;
import static io.atalaya.command.alert.AnAlert.autoResolve;
import static io.atalaya.command.alert.AnAlert.autoResolved;
import static io.atalaya.command.alert.AnAlert.clear;
import static io.atalaya.command.alert.AnAlert.cleared;
import static io.atalaya.command.alert.AnAlert.comment;
import static io.atalaya.command.alert.AnAlert.commented;
import static io.atalaya.command.alert.AnAlert.fire;
import static io.atalaya.command.alert.AnAlert.inhibit;
import static io.atalaya.command.alert.AnAlert.inhibited;
import static io.atalaya.command.alert.AnAlert.lift;
import static io.atalaya.command.alert.AnAlert.lifted;
import static io.atalaya.command.alert.AnAlert.maintain;
import static io.atalaya.command.alert.AnAlert.maintained;
import static io.atalaya.command.alert.AnAlert.page;
import static io.atalaya.command.alert.AnAlert.raise;
import static io.atalaya.command.alert.AnAlert.raiseSeverity;
import static io.atalaya.command.alert.AnAlert.raised;
import static io.atalaya.command.alert.AnAlert.repaired;
import static io.atalaya.command.alert.AnAlert.resolve;
import static io.atalaya.command.alert.AnAlert.resolveByForce;
import static io.atalaya.command.alert.AnAlert.resolved;
import static io.atalaya.command.alert.AnAlert.resolvedByForce;
import static io.atalaya.command.alert.AnAlert.resolvedByRepair;
import static io.atalaya.command.alert.AnAlert.retrigger;
import static io.atalaya.command.alert.AnAlert.retriggered;
import static io.atalaya.command.alert.AnAlert.severityRaised;
import static io.atalaya.command.alert.AnAlert.shelve;
import static io.atalaya.command.alert.AnAlert.shelved;
import static io.atalaya.command.alert.AnAlert.unacknowledge;
import static io.atalaya.command.alert.AnAlert.unacknowledged;
import static io.atalaya.command.alert.AnAlert.unshelve;
import static io.atalaya.command.alert.AnAlert.unshelved;

import io.atalaya.command.RejectedWith;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.Unacknowledgement;
import io.atalaya.contract.alert.event.AlertEvent;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTest {
    private static final Instant NOW = LivingAlert.BEGIN;
    private static final Instant LATER = NOW.plus(Duration.ofHours(2));

    private final AggregateTestFixture<Alert> fixture = fixture();

    private static AggregateTestFixture<Alert> fixture() {
        LivingAlert surroundings = new LivingAlert();
        AggregateTestFixture<Alert> made = new AggregateTestFixture<>(Alert.class);
        made.registerInjectableResource(surroundings.desk());
        return made;
    }

    @Test
    void aBreachRaisesAnAlert() {
        fixture.givenNoPriorActivity().when(raise()).expectEvents(raised());
    }

    @Test
    void aNewAlertNamesThePreviousOne() {
        fixture.givenNoPriorActivity().when(raise(TENANT, PREVIOUS)).expectEvents(raised(PREVIOUS));
    }

    @Test
    void raisingItAgainChangesNothing() {
        fixture.given(raised()).when(raise()).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void anotherBreachCountsOnTopOfTheFirst() {
        fixture.given(raised()).when(retrigger(2)).expectEvents(retriggered(3));
    }

    @Test
    void retriggeringTellsWhetherTheAlertIsOpen() {
        fixture.given(raised()).when(retrigger(1)).expectResultMessagePayload(true);
        fixture.given(raised(), autoResolved()).when(retrigger(1)).expectResultMessagePayload(false);
    }

    @Test
    void breachesAddUp() {
        fixture.given(raised(), retriggered(3), cleared()).when(retrigger(4)).expectEvents(retriggered(7));
    }

    @Test
    void aValueThatIsNormalAgainClearsTheCondition() {
        fixture.given(raised()).when(clear()).expectEvents(cleared());
    }

    @Test
    void clearingAClearedConditionChangesNothing() {
        fixture.given(raised(), cleared())
                .when(clear())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aConditionCanClearAgainAfterAnotherBreach() {
        fixture.given(raised(), cleared(), retriggered(2)).when(clear()).expectEvents(cleared());
    }

    @Test
    void anActiveAlertResolvesByItself() {
        fixture.given(raised()).when(autoResolve()).expectEvents(autoResolved());
    }

    @Test
    void aClearedAlertResolvesByItself() {
        fixture.given(raised(), cleared()).when(autoResolve()).expectEvents(autoResolved());
    }

    @Test
    void anAcknowledgedAlertResolvesByItself() {
        fixture.given(raised(), acknowledged(), cleared()).when(autoResolve()).expectEvents(autoResolved());
    }

    @Test
    void anActiveAlertIsAcknowledged() {
        expectFirst(fixture.given(raised()).when(acknowledge()), acknowledged());
    }

    @Test
    void aClearedAlertIsAcknowledged() {
        expectFirst(fixture.given(raised(), cleared()).when(acknowledge()), acknowledged());
    }

    @Test
    void theFirstAcknowledgementCounts() {
        fixture.given(raised(), acknowledged())
                .when(acknowledge(TENANT, OTHER_OPERATOR))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void anAcknowledgedAlertStillCountsBreaches() {
        fixture.given(raised(), acknowledged()).when(retrigger(1)).expectEvents(retriggered(2));
    }

    @Test
    void aClearedAlertIsResolved() {
        fixture.given(raised(), cleared()).when(resolve()).expectEvents(resolved());
    }

    @Test
    void anAlertThatStillBreachesIsNotResolved() {
        fixture.given(raised())
                .when(resolve())
                .expectException(RejectedWith.code(Rejection.Code.ALERT_STILL_BREACHING))
                .expectNoEvents();
    }

    @Test
    void anAlertThatBreachesAgainIsNotResolved() {
        fixture.given(raised(), cleared(), retriggered(2))
                .when(resolve())
                .expectException(RejectedWith.code(Rejection.Code.ALERT_STILL_BREACHING))
                .expectNoEvents();
    }

    @Test
    void anAlertThatStillBreachesIsResolvedByForce() {
        fixture.given(raised()).when(resolveByForce()).expectEvents(resolvedByForce());
    }

    @Test
    void forceThatWasNotNeededIsNotRecorded() {
        fixture.given(raised(), cleared()).when(resolveByForce()).expectEvents(resolved());
    }

    @ParameterizedTest
    @MethodSource("endings")
    void whatTheSystemStillSendsToAResolvedAlertChangesNothing(AlertEvent ending, Command late) {
        fixture.given(raised(), ending)
                .when(late)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    static Stream<Arguments> endings() {
        return Stream.of(resolvedByForce(), autoResolved())
                .flatMap(ending -> Stream.of(
                                raise(),
                                retrigger(1),
                                clear(),
                                autoResolve(),
                                raiseSeverity(TENANT, Severity.CRITICAL),
                                inhibit(),
                                lift(),
                                page(),
                                fire(AlertTimer.PAGING, 1),
                                fire(AlertTimer.ESCALATION, 2),
                                repaired())
                        .map(late -> Arguments.of(ending, late)));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void nobodyCanChangeAResolvedAlert(AlertEvent ending, Command attempt) {
        fixture.given(raised(), ending)
                .when(attempt)
                .expectException(RejectedWith.code(Rejection.Code.ALERT_ALREADY_RESOLVED))
                .expectNoEvents();
    }

    static Stream<Arguments> attempts() {
        return Stream.of(resolvedByForce(), autoResolved())
                .flatMap(ending -> Stream.of(
                                acknowledge(),
                                unacknowledge(),
                                shelve(LATER),
                                unshelve(),
                                assignTo(OPERATOR),
                                assignTo(null),
                                comment(),
                                resolve(),
                                resolveByForce())
                        .map(attempt -> Arguments.of(ending, attempt)));
    }

    @ParameterizedTest
    @MethodSource("strangersCommands")
    void toAnotherTenantItDoesNotExist(Command command) {
        fixture.given(raised())
                .when(command)
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    static Stream<Command> strangersCommands() {
        return Stream.of(
                raise(OTHER_TENANT, null),
                retrigger(OTHER_TENANT, 1),
                clear(OTHER_TENANT),
                autoResolve(OTHER_TENANT),
                acknowledge(OTHER_TENANT, OTHER_OPERATOR),
                resolve(OTHER_TENANT, false),
                resolve(OTHER_TENANT, true),
                raiseSeverity(OTHER_TENANT, Severity.CRITICAL),
                unacknowledge(OTHER_TENANT),
                shelve(OTHER_TENANT, LATER, "Ours now"),
                unshelve(OTHER_TENANT),
                inhibit(OTHER_TENANT),
                lift(OTHER_TENANT),
                assignTo(OTHER_TENANT, OTHER_OPERATOR),
                comment(OTHER_TENANT),
                page(OTHER_TENANT));
    }

    @ParameterizedTest
    @MethodSource("commandsForAnExistingAlert")
    void whatWasNeverRaisedIsNotFound(Command command) {
        fixture.givenNoPriorActivity().when(command).expectException(AggregateNotFoundException.class);
    }

    static Stream<Command> commandsForAnExistingAlert() {
        return Stream.of(retrigger(1), clear(), autoResolve(), acknowledge(), resolve(), page(), comment());
    }

    @Test
    void anAlertWhoseTicketIsCompleteIsResolvedIfItsConditionIsNormal() {
        fixture.given(raised(), cleared()).when(repaired()).expectEvents(resolvedByRepair());
    }

    @Test
    void anAlertWhoseTicketIsCompleteStaysWhileItsConditionHolds() {
        fixture.given(raised())
                .when(repaired())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture.given(raised(), cleared(), retriggered(2))
                .when(repaired())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aResolvedAlertStaysAsItIsWhenItsTicketIsComplete() {
        fixture.given(raised(), autoResolved())
                .when(repaired())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void ifItGetsWorseWhoeverAcknowledgedItDidNotKnow() {
        expectFirst(
                fixture.given(raised(Severity.INFO), acknowledged()).when(raiseSeverity(TENANT, Severity.WARNING)),
                severityRaised(Severity.WARNING));
    }

    @ParameterizedTest
    @EnumSource(Severity.class)
    void aSeverityThatIsNotHigherChangesNothing(Severity severity) {
        fixture.given(raised())
                .when(raiseSeverity(TENANT, severity))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture.given(raised(Severity.INFO), severityRaised(Severity.CRITICAL))
                .when(raiseSeverity(TENANT, severity))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void anAcknowledgementIsTakenBackAndGivenAgain() {
        expectFirst(
                fixture.given(raised(), acknowledged()).when(unacknowledge()),
                unacknowledged(Unacknowledgement.BY_HAND));
        expectFirst(
                fixture.given(raised(), acknowledged(), unacknowledged(Unacknowledgement.LAPSED))
                        .when(acknowledge()),
                acknowledged());
    }

    @Test
    void whatNobodyAcknowledgedCannotBeTakenBack() {
        fixture.given(raised())
                .when(unacknowledge())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void anOpenAlertIsShelvedAndStillEvaluated() {
        expectFirst(fixture.given(raised()).when(shelve(LATER)), shelved(LATER));
        fixture.given(raised(), shelved(LATER)).when(retrigger(1)).expectEvents(retriggered(2));
        fixture.given(raised(), shelved(LATER), cleared()).when(autoResolve()).expectEvents(autoResolved());
    }

    @Test
    void shelvingTheSameWayAgainChangesNothingAndAnotherWaySaysItAnew() {
        fixture.given(raised(), shelved(LATER))
                .when(shelve(LATER))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        Instant evenLater = LATER.plus(Duration.ofHours(1));
        expectFirst(fixture.given(raised(), shelved(LATER)).when(shelve(evenLater)), shelved(evenLater));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1S", "PT721H"})
    void nothingIsShelvedIntoThePastOrForTooLong(String time) {
        fixture.given(raised())
                .when(shelve(NOW.plus(Duration.parse(time))))
                .expectException(RejectedWith.codeAndField(Rejection.Code.INVALID_REQUEST, "until"))
                .expectNoEvents();
    }

    @Test
    void whatIsShelvedCanBeTakenBackAndWhatIsNotCannot() {
        expectFirst(fixture.given(raised(), shelved(LATER)).when(unshelve()), unshelved(OTHER_OPERATOR));
        fixture.given(raised())
                .when(unshelve())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void whatExplainsAnAlertInhibitsItOnceEach() {
        expectFirst(fixture.given(raised()).when(inhibit()), inhibited());
        fixture.given(raised(), inhibited())
                .when(inhibit())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture.given(raised(), inhibited()).when(maintain()).expectEvents(maintained());
        fixture.given(raised(), inhibited()).when(autoResolve()).expectEvents(autoResolved());
    }

    @Test
    void onlyWhatInhibitsAnAlertCanBeLifted() {
        expectFirst(fixture.given(raised(), inhibited()).when(lift()), lifted());
        fixture.given(raised(), maintained())
                .when(lift())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void anAlertIsAssignedToWhoeverMayDoSomethingAboutItAndToNobodyAgain() {
        fixture.given(raised()).when(assignTo(OPERATOR)).expectEvents(assignedTo(OPERATOR));
        fixture.given(raised(), assignedTo(OPERATOR)).when(assignTo(null)).expectEvents(assignedTo(null));
        fixture.given(raised(), assignedTo(OPERATOR))
                .when(assignTo(OPERATOR))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture.given(raised())
                .when(assignTo(null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void anAlertIsNotAssignedToStrangersNorToWhoeverMayOnlyLookNorToPeopleElsewhere() {
        expectUnfit(LivingAlert.STRANGER, Rejection.Code.ASSIGNEE_NOT_A_MEMBER);
        expectUnfit(LivingAlert.AUDITOR, Rejection.Code.ASSIGNEE_MAY_NOT_WORK);
        expectUnfit(LivingAlert.OPERATOR_ELSEWHERE, Rejection.Code.ASSIGNEE_NOT_ON_SITE);
    }

    private void expectUnfit(UserId assignee, Rejection.Code code) {
        fixture.given(raised())
                .when(assignTo(assignee))
                .expectException(RejectedWith.codeAndField(code, "assigneeId"))
                .expectNoEvents();
    }

    @Test
    void aCommentIsRecordedOnce() {
        fixture.given(raised()).when(comment()).expectEvents(commented());
        fixture.given(raised(), commented())
                .when(comment())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    /** Timers follow; see {@link AlertTimersTest}. */
    private static void expectFirst(ResultValidator<Alert> result, Object event) {
        result.expectSuccessfulHandlerExecution()
                .expectEventsMatching(
                        Matchers.payloadsMatching(Matchers.sequenceOf(org.hamcrest.Matchers.equalTo(event))));
    }
}
