package io.atalaya.alerting.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.alerting.SystemCommands;
import io.atalaya.alerting.SystemCommandsOn;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.command.ResolveRepairedAlert;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.Closing;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.FireTicketTimer;
import io.atalaya.contract.ticket.command.NoteAlertResolved;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketCancelled;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.contract.timer.event.TimerCancelled;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.matchers.Matchers;
import org.axonframework.test.saga.SagaTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketServiceTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TicketId TICKET = TicketId.of("00000000-0000-0000-0000-0000000000e1");
    private static final TicketId OTHER_TICKET = TicketId.of("00000000-0000-0000-0000-0000000000e2");
    private static final AlertId ALERT = AlertId.of("00000000-0000-0000-0000-0000000000a1");
    private static final UserId TECHNICIAN = UserId.of("00000000-0000-0000-0000-000000000011");
    private static final UserId OTHER = UserId.of("00000000-0000-0000-0000-000000000012");
    private static final Instant OPENED_AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SagaTestFixture<TicketService> fixture = new SagaTestFixture<>(TicketService.class);

    @BeforeEach
    void provideResources() {
        fixture.registerResource(SystemCommandsOn.bus(fixture.getCommandBus()));
    }

    @Test
    void anOpenedTicketIsFollowedAndItsAlertToo() {
        fixture.givenCurrentTime(OPENED_AT)
                .whenPublishingA(opened(ALERT))
                .expectActiveSagas(1)
                .expectAssociationWith("ticketId", TICKET)
                .expectAssociationWith("alertId", ALERT)
                .expectNoScheduledDeadlines()
                .expectNoDispatchedCommands();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SLA_WARNING", "SLA_BREACH", "AUTO_CLOSE"})
    void aTimerFiresAtItsMomentAndNotBefore(String timer) throws Exception {
        fixture.givenCurrentTime(OPENED_AT)
                .andThenAPublished(opened(null))
                .andThenAPublished(set(timer, 1, HOUR))
                .whenTimeElapses(HOUR.minusSeconds(1))
                .expectNoDispatchedCommands();
        SagaTestFixture<TicketService> again = new SagaTestFixture<>(TicketService.class);
        again.registerResource(SystemCommandsOn.bus(again.getCommandBus()));
        again.givenCurrentTime(OPENED_AT)
                .andThenAPublished(opened(null))
                .andThenAPublished(set(timer, 1, HOUR))
                .whenTimeElapses(HOUR)
                .expectDispatchedCommands(new FireTicketTimer(TICKET, TENANT, timer, 1));
    }

    @Test
    void ofATimerThatIsSetAnewOnlyTheLastFires() throws Exception {
        fixture.givenCurrentTime(OPENED_AT)
                .andThenAPublished(opened(null))
                .andThenAPublished(set("SLA_BREACH", 1, HOUR))
                .andThenAPublished(cancelled("SLA_BREACH", 1))
                .andThenAPublished(set("SLA_BREACH", 2, HOUR.multipliedBy(2)))
                .whenTimeElapses(HOUR.multipliedBy(3))
                .expectDispatchedCommands(new FireTicketTimer(TICKET, TENANT, "SLA_BREACH", 2));
    }

    @Test
    void aTimerOfAnotherTicketIsNotItsOwn() {
        fixture.givenCurrentTime(OPENED_AT)
                .andThenAPublished(opened(null))
                .whenPublishingA(new TimerSet(
                        TENANT, TimerSubject.TICKET, OTHER_TICKET.value(), "SLA_BREACH", 1, OPENED_AT.plus(HOUR)))
                .expectNoScheduledDeadlines();
    }

    @Test
    void whatATimerDoesContinuesTheTicketsChain() throws Exception {
        fixture.givenCurrentTime(OPENED_AT)
                .andThenAPublished(opened(null), Map.of("correlationId", "request"))
                .andThenAPublished(set("SLA_BREACH", 1, HOUR))
                .whenTimeElapses(HOUR)
                .expectDispatchedCommandsMatching(Matchers.exactSequenceOf(Matchers.matches(
                        command -> "request".equals(command.getMetaData().get("correlationId"))
                                && "service".equals(command.getMetaData().get("actorId"))
                                && command.getMetaData().containsKey("causationId"))));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void theEndOfTheTicketEndsItAndCancelsItsDeadlines(Object ending) throws Exception {
        fixture.givenCurrentTime(OPENED_AT)
                .andThenAPublished(opened(ALERT))
                .andThenAPublished(set("SLA_WARNING", 1, HOUR))
                .andThenAPublished(set("SLA_BREACH", 2, HOUR))
                .whenPublishingA(ending)
                .expectNoScheduledDeadlines()
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    static Stream<Object> endings() {
        return Stream.of(
                new TicketClosed(TICKET, TENANT, Closing.BY_HAND), new TicketCancelled(TICKET, TENANT, "Sold"));
    }

    @Test
    void completingATicketAsksTheAlertWhetherItIsOver() {
        fixture.givenCurrentTime(OPENED_AT)
                .andThenAPublished(opened(ALERT))
                .andThenAPublished(new TicketAssigned(TICKET, TENANT, TECHNICIAN))
                .whenPublishingA(
                        new TicketCompleted(TICKET, TENANT, "Door seal replaced"),
                        Map.of("actorType", "USER", "actorId", OTHER.toString()))
                .expectDispatchedCommands(new ResolveRepairedAlert(ALERT, TENANT, OTHER, "Door seal replaced"))
                .expectActiveSagas(1);
    }

    @Test
    void whoHasTheTicketHasRepairedItIfNobodyElseIsKnown() {
        fixture.givenCurrentTime(OPENED_AT)
                .andThenAPublished(opened(ALERT))
                .andThenAPublished(new TicketAssigned(TICKET, TENANT, TECHNICIAN))
                .whenPublishingA(new TicketCompleted(TICKET, TENANT, null))
                .expectDispatchedCommands(
                        new ResolveRepairedAlert(ALERT, TENANT, TECHNICIAN, "Its ticket was completed"));
    }

    @Test
    void aTicketWithoutAnAlertHasNobodyToAsk() {
        fixture.givenCurrentTime(OPENED_AT)
                .andThenAPublished(opened(null))
                .andThenAPublished(new TicketAssigned(TICKET, TENANT, TECHNICIAN))
                .whenPublishingA(new TicketCompleted(TICKET, TENANT, "Done"))
                .expectNoDispatchedCommands();
    }

    @Test
    void theTicketHearsThatItsAlertResolvedByItself() {
        fixture.givenCurrentTime(OPENED_AT)
                .andThenAPublished(opened(ALERT))
                .whenPublishingA(new AlertAutoResolved(ALERT, TENANT, 6.1, OPENED_AT))
                .expectDispatchedCommands(new NoteAlertResolved(TICKET, TENANT, true));
    }

    @Test
    void theTicketHearsThatItsAlertWasResolved() {
        fixture.givenCurrentTime(OPENED_AT)
                .andThenAPublished(opened(ALERT))
                .whenPublishingA(new AlertResolved(ALERT, TENANT, OTHER, "Door was open", true))
                .expectDispatchedCommands(new NoteAlertResolved(TICKET, TENANT, false));
    }

    @Test
    void whatIsStoredOfItIsAllThatItNeeds() throws Exception {
        ObjectMapper json = EventJson.mapper();
        DeadlineManager deadlines = mock();
        when(deadlines.schedule(any(Instant.class), any(), any())).thenReturn("deadline-1");
        TicketService stored = new TicketService();
        TicketOpened event = opened(null);
        stored.on(event, new GenericEventMessage<>("event-1", event, Map.of(), OPENED_AT));
        stored.on(new TicketAssigned(TICKET, TENANT, TECHNICIAN));
        TimerSet set = set("SLA_BREACH", 1, HOUR);
        stored.on(set, new GenericEventMessage<>("event-2", set, Map.of(), OPENED_AT), deadlines);

        TicketService loaded = json.readValue(json.writeValueAsString(stored), TicketService.class);

        assertThat(loaded).usingRecursiveComparison().isEqualTo(stored);
        SystemCommands commands = mock();
        loaded.on(new TicketTimerDue(TICKET, "SLA_BREACH", 1, "event-1", "event-2"), commands);
        verify(commands).send(new FireTicketTimer(TICKET, TENANT, "SLA_BREACH", 1), "service", "event-1", "event-2");
        verifyNoMoreInteractions(commands);
        loaded.on(cancelled("SLA_BREACH", 1), deadlines);
        verify(deadlines).cancelSchedule("ticket-timer", "deadline-1");
        loaded.on(new TimerFired(TENANT, TimerSubject.TICKET, TICKET.value(), "SLA_WARNING", 7));
    }

    private static TicketOpened opened(@Nullable AlertId alert) {
        return new TicketOpened(TICKET, TENANT, 1, "Too warm", null, Priority.HIGH, null, null, alert, 1);
    }

    private static TimerSet set(String timer, int generation, Duration after) {
        return new TimerSet(TENANT, TimerSubject.TICKET, TICKET.value(), timer, generation, OPENED_AT.plus(after));
    }

    private static TimerCancelled cancelled(String timer, int generation) {
        return new TimerCancelled(TENANT, TimerSubject.TICKET, TICKET.value(), timer, generation, "on hold");
    }
}
