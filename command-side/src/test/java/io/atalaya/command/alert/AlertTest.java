package io.atalaya.command.alert;

import static io.atalaya.command.alert.AnAlert.OTHER_OPERATOR;
import static io.atalaya.command.alert.AnAlert.OTHER_TENANT;
import static io.atalaya.command.alert.AnAlert.PREVIOUS;
import static io.atalaya.command.alert.AnAlert.TENANT;
import static io.atalaya.command.alert.AnAlert.acknowledge;
import static io.atalaya.command.alert.AnAlert.acknowledged;
import static io.atalaya.command.alert.AnAlert.autoResolve;
import static io.atalaya.command.alert.AnAlert.autoResolved;
import static io.atalaya.command.alert.AnAlert.clear;
import static io.atalaya.command.alert.AnAlert.cleared;
import static io.atalaya.command.alert.AnAlert.escalateTo;
import static io.atalaya.command.alert.AnAlert.escalatedTo;
import static io.atalaya.command.alert.AnAlert.raise;
import static io.atalaya.command.alert.AnAlert.raised;
import static io.atalaya.command.alert.AnAlert.repaired;
import static io.atalaya.command.alert.AnAlert.resolve;
import static io.atalaya.command.alert.AnAlert.resolveByForce;
import static io.atalaya.command.alert.AnAlert.resolved;
import static io.atalaya.command.alert.AnAlert.resolvedByForce;
import static io.atalaya.command.alert.AnAlert.resolvedByRepair;
import static io.atalaya.command.alert.AnAlert.retrigger;
import static io.atalaya.command.alert.AnAlert.retriggered;

import io.atalaya.command.RejectedWith;
import io.atalaya.contract.alert.event.AlertEvent;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.Rejection;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTest {
    private final AggregateTestFixture<Alert> fixture = new AggregateTestFixture<>(Alert.class);

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
        fixture.given(raised()).when(acknowledge()).expectEvents(acknowledged());
    }

    @Test
    void aClearedAlertIsAcknowledged() {
        fixture.given(raised(), cleared()).when(acknowledge()).expectEvents(acknowledged());
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
    @ValueSource(ints = {1, 3})
    void anAlertEscalatesToAnyHigherLevel(int level) {
        fixture.given(raised()).when(escalateTo(level)).expectEvents(escalatedTo(level));
    }

    @Test
    void anAlertEscalatesStepByStep() {
        fixture.given(raised(), escalatedTo(1)).when(escalateTo(2)).expectEvents(escalatedTo(2));
    }

    @Test
    void anAcknowledgedAlertEscalatesAsWell() {
        fixture.given(raised(), acknowledged()).when(escalateTo(1)).expectEvents(escalatedTo(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aLevelThatIsReachedChangesNothing(int level) {
        fixture.given(raised(), escalatedTo(1), escalatedTo(2))
                .when(escalateTo(level))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
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
                .flatMap(ending -> Stream.of(raise(), retrigger(1), clear(), autoResolve(), escalateTo(1))
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
                .flatMap(ending -> Stream.of(acknowledge(), resolve(), resolveByForce())
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
                escalateTo(OTHER_TENANT, 1));
    }

    @ParameterizedTest
    @MethodSource("commandsForAnExistingAlert")
    void whatWasNeverRaisedIsNotFound(Command command) {
        fixture.givenNoPriorActivity().when(command).expectException(AggregateNotFoundException.class);
    }

    static Stream<Command> commandsForAnExistingAlert() {
        return Stream.of(retrigger(1), clear(), autoResolve(), acknowledge(), resolve(), escalateTo(1));
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
    void escalatingTellsWhetherTheAlertIsOpen() {
        fixture.given(raised()).when(escalateTo(1)).expectResultMessagePayload(true);
        fixture.given(raised(), autoResolved()).when(escalateTo(1)).expectResultMessagePayload(false);
    }
}
