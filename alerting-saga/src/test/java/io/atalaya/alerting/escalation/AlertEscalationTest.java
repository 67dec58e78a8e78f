package io.atalaya.alerting.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.alerting.SystemCommands;
import io.atalaya.alerting.SystemCommandsOn;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.command.FireAlertTimer;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertEvent;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.alert.event.AlertTicketRequested;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.NoteAlertResolved;
import io.atalaya.contract.ticket.command.OpenTicket;
import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.contract.timer.event.TimerCancelled;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.matchers.Matchers;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertEscalationTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final AlertId ALERT = AlertId.of("00000000-0000-0000-0000-0000000000a1");
    private static final AlertId OTHER_ALERT = AlertId.of("00000000-0000-0000-0000-0000000000a2");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final Instant RAISED_AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SagaTestFixture<AlertEscalation> fixture = fixture();

    private static SagaTestFixture<AlertEscalation> fixture() {
        SagaTestFixture<AlertEscalation> made = new SagaTestFixture<>(AlertEscalation.class);
        made.registerResource(SystemCommandsOn.bus(made.getCommandBus()));
        return made;
    }

    @Test
    void aRaisedAlertIsFollowed() {
        fixture.givenCurrentTime(RAISED_AT)
                .whenPublishingA(raised(ALERT))
                .expectActiveSagas(1)
                .expectAssociationWith("alertId", ALERT)
                .expectNoScheduledDeadlines()
                .expectNoDispatchedCommands();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAGING", "ESCALATION", "ACKNOWLEDGEMENT_LAPSE", "SHELVING"})
    void aTimerFiresAtItsMomentAndNotBefore(String timer) throws Exception {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(ALERT))
                .andThenAPublished(set(timer, 1, HOUR))
                .whenTimeElapses(HOUR.minusSeconds(1))
                .expectNoDispatchedCommands();
        fixture()
                .givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(ALERT))
                .andThenAPublished(set(timer, 1, HOUR))
                .whenTimeElapses(HOUR)
                .expectDispatchedCommands(new FireAlertTimer(ALERT, TENANT, timer, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAGING", "ESCALATION", "ACKNOWLEDGEMENT_LAPSE", "SHELVING"})
    void aTimerThatIsCancelledDoesNotFireAndOneThatIsSetAnewFiresOnce(String timer) throws Exception {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(ALERT))
                .andThenAPublished(set(timer, 1, HOUR))
                .andThenAPublished(cancelled(timer, 1))
                .andThenAPublished(set(timer, 2, HOUR.multipliedBy(2)))
                .whenTimeElapses(HOUR.multipliedBy(3))
                .expectDispatchedCommands(new FireAlertTimer(ALERT, TENANT, timer, 2));
    }

    @Test
    void allTimersOfAnAlertRunBesideEachOther() throws Exception {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(ALERT))
                .andThenAPublished(set("ESCALATION", 1, HOUR))
                .andThenAPublished(set("PAGING", 2, Duration.ofMinutes(10)))
                .andThenTimeElapses(Duration.ofMinutes(10))
                .andThenAPublished(fired("PAGING", 2))
                .whenTimeElapses(HOUR)
                .expectDispatchedCommands(new FireAlertTimer(ALERT, TENANT, "ESCALATION", 1))
                .expectNoScheduledDeadlines();
    }

    @Test
    void aTimerOfAnotherAlertIsNotItsOwn() {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(ALERT))
                .whenPublishingA(new TimerSet(
                        TENANT, TimerSubject.ALERT, OTHER_ALERT.value(), "PAGING", 1, RAISED_AT.plus(HOUR)))
                .expectNoScheduledDeadlines();
    }

    @Test
    void whatATimerDoesContinuesTheAlertsChain() throws Exception {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(ALERT), Map.of("correlationId", "request"))
                .andThenAPublished(set("PAGING", 1, HOUR))
                .whenTimeElapses(HOUR)
                .expectDispatchedCommandsMatching(Matchers.exactSequenceOf(Matchers.matches(
                        command -> "request".equals(command.getMetaData().get("correlationId"))
                                && "escalation".equals(command.getMetaData().get("actorId"))
                                && command.getMetaData().containsKey("causationId"))));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void theEndOfTheAlertEndsItAndCancelsItsDeadlines(AlertEvent ending) throws Exception {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(ALERT))
                .andThenAPublished(set("ESCALATION", 1, HOUR))
                .andThenAPublished(set("PAGING", 2, HOUR))
                .whenPublishingA(ending)
                .expectNoScheduledDeadlines()
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    static Stream<AlertEvent> endings() {
        return Stream.of(resolved(ALERT), new AlertAutoResolved(ALERT, TENANT, 6.1, RAISED_AT));
    }

    @Test
    void anotherAlertsResolutionChangesNothing() throws Exception {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(ALERT))
                .andThenAPublished(set("ESCALATION", 1, HOUR))
                .whenPublishingA(resolved(OTHER_ALERT))
                .expectScheduledDeadlineWithName(HOUR, "alert-timer")
                .expectActiveSagas(1);
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, URGENT", "WARNING, HIGH", "INFO, HIGH"})
    void theTicketThatTheAlertAsksForIsOpened(Severity severity, Priority priority) {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(ALERT))
                .whenPublishingA(new AlertTicketRequested(ALERT, TENANT, DEVICE, severity, "Cold cell too warm", 1))
                .expectDispatchedCommands(openTicket(priority));
    }

    @Test
    void theTicketHearsOfAResolutionThatCameBeforeItWasOpen() {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(ALERT))
                .andThenAPublished(new AlertTicketRequested(ALERT, TENANT, DEVICE, Severity.INFO, "Too warm", 1))
                .whenPublishingA(new AlertAutoResolved(ALERT, TENANT, 6.1, RAISED_AT))
                .expectDispatchedCommands(new NoteAlertResolved(ticketId(), TENANT, true))
                .expectActiveSagas(0);
    }

    @Test
    void whatIsStoredOfItIsAllThatItNeeds() throws Exception {
        ObjectMapper json = EventJson.mapper();
        DeadlineManager deadlines = mock();
        when(deadlines.schedule(any(Instant.class), any(), any())).thenReturn("deadline-1", "deadline-2");
        AlertEscalation stored = new AlertEscalation();
        stored.on(raised(ALERT), new GenericEventMessage<>("event-1", raised(ALERT), Map.of(), RAISED_AT));
        TimerSet set = set("PAGING", 1, HOUR);
        stored.on(set, new GenericEventMessage<>("event-2", set, Map.of(), RAISED_AT), deadlines);
        AlertTicketRequested requested =
                new AlertTicketRequested(ALERT, TENANT, DEVICE, Severity.CRITICAL, "Cold cell too warm", 1);
        stored.on(requested, new GenericEventMessage<>("event-3", requested, Map.of(), RAISED_AT), mock());

        AlertEscalation loaded = json.readValue(json.writeValueAsString(stored), AlertEscalation.class);

        assertThat(loaded).usingRecursiveComparison().isEqualTo(stored);
        SystemCommands commands = mock();
        loaded.on(
                resolved(ALERT),
                new GenericEventMessage<>("event-4", resolved(ALERT), Map.of(), RAISED_AT),
                deadlines,
                commands);
        verify(deadlines).cancelSchedule("alert-timer", "deadline-1");
        verify(commands).send(new NoteAlertResolved(ticketId(), TENANT, false), "escalation", "event-1", "event-4");
    }

    private static AlertRaised raised(AlertId alert) {
        return new AlertRaised(
                alert,
                TENANT,
                DEVICE,
                RuleId.of("00000000-0000-0000-0000-0000000000b1"),
                "HIGH_TEMP",
                Severity.WARNING,
                "Cold cell too warm",
                9.3,
                8,
                1,
                RAISED_AT,
                null);
    }

    private static AlertResolved resolved(AlertId alert) {
        return new AlertResolved(
                alert, TENANT, UserId.of("00000000-0000-0000-0000-000000000011"), "Door was open", true);
    }

    private static TimerSet set(String timer, int generation, Duration after) {
        return new TimerSet(TENANT, TimerSubject.ALERT, ALERT.value(), timer, generation, RAISED_AT.plus(after));
    }

    private static TimerFired fired(String timer, int generation) {
        return new TimerFired(TENANT, TimerSubject.ALERT, ALERT.value(), timer, generation);
    }

    private static TimerCancelled cancelled(String timer, int generation) {
        return new TimerCancelled(TENANT, TimerSubject.ALERT, ALERT.value(), timer, generation, "it is over");
    }

    private static TicketId ticketId() {
        return new TicketId(UUID.nameUUIDFromBytes(("ticket/" + ALERT).getBytes(StandardCharsets.UTF_8)));
    }

    private static OpenTicket openTicket(Priority priority) {
        return new OpenTicket(
                ticketId(),
                TENANT,
                "Cold cell too warm",
                "Opened because nobody resolved the alert in time.",
                priority,
                null,
                DEVICE,
                ALERT,
                1);
    }
}
