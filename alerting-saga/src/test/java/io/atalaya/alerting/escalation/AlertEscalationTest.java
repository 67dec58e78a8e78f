package io.atalaya.alerting.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.alerting.SystemCommands;
import io.atalaya.alerting.SystemCommandsOn;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.command.EscalateAlert;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.OpenTicket;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.matchers.Matchers;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertEscalationTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final AlertId ALERT = AlertId.of("00000000-0000-0000-0000-0000000000a1");
    private static final AlertId OTHER_ALERT = AlertId.of("00000000-0000-0000-0000-0000000000a2");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final Instant RAISED_AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration STEP = Duration.ofHours(1);
    private static final Duration ALMOST = STEP.minusSeconds(1);
    private static final EscalationSettings SETTINGS = new EscalationSettings(STEP, 3);

    private final SagaTestFixture<AlertEscalation> fixture = new SagaTestFixture<>(AlertEscalation.class);

    @BeforeEach
    void provideResources() {
        fixture.registerResource(SystemCommandsOn.bus(fixture.getCommandBus()));
        fixture.registerResource(SETTINGS);
    }

    @Test
    void aRaisedAlertIsFollowedAndItsDeadlineSet() {
        fixture.givenCurrentTime(RAISED_AT)
                .whenPublishingA(raised(Severity.WARNING))
                .expectActiveSagas(1)
                .expectAssociationWith("alertId", ALERT)
                .expectScheduledDeadline(STEP, new EscalationDue(ALERT, 1))
                .expectScheduledDeadlineWithName(STEP, "alert-escalation")
                .expectNoDispatchedCommands();
    }

    @Test
    void nothingHappensBeforeTheDeadline() {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(Severity.WARNING))
                .whenTimeElapses(ALMOST)
                .expectNoDispatchedCommands()
                .expectActiveSagas(1);
    }

    @Test
    void theFirstDeadlineEscalatesOpensATicketAndSetsTheNext() {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(Severity.WARNING))
                .whenTimeElapses(STEP)
                .expectTriggeredDeadlines(new EscalationDue(ALERT, 1))
                .expectDispatchedCommands(new EscalateAlert(ALERT, TENANT, 1), openTicket(Priority.HIGH))
                .expectScheduledDeadline(STEP, new EscalationDue(ALERT, 2))
                .expectActiveSagas(1);
    }

    @Test
    void anAlertThatWasResolvedAMomentAgoGetsNoTicket() {
        fixture.setCallbackBehavior((command, metadata) -> false);
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(Severity.WARNING))
                .whenTimeElapses(STEP)
                .expectDispatchedCommands(new EscalateAlert(ALERT, TENANT, 1));
    }

    @Test
    void aCriticalAlertsTicketIsUrgent() {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(Severity.CRITICAL))
                .whenTimeElapses(STEP)
                .expectDispatchedCommands(new EscalateAlert(ALERT, TENANT, 1), openTicket(Priority.URGENT));
    }

    @Test
    void commandsAreTheEscalationsAndContinueTheAlertsChain() {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(Severity.WARNING), Map.of("correlationId", "request"))
                .whenTimeElapses(STEP)
                .expectDispatchedCommandsMatching(Matchers.exactSequenceOf(
                        Matchers.matches(AlertEscalationTest::continuesTheChain),
                        Matchers.matches(AlertEscalationTest::continuesTheChain)));
    }

    private static boolean continuesTheChain(CommandMessage<?> command) {
        MetaData metadata = command.getMetaData();
        return metadata.containsKey("causationId")
                && metadata.withoutKeys(Set.of("causationId"))
                        .equals(Map.of(
                                "tenantId", TENANT.toString(),
                                "actorType", "SYSTEM",
                                "actorId", "escalation",
                                "correlationId", "request"));
    }

    @Test
    void theSecondDeadlineEscalatesWithoutAnotherTicket() throws Exception {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(Severity.WARNING))
                .andThenTimeElapses(STEP)
                .whenTimeElapses(STEP)
                .expectDispatchedCommands(new EscalateAlert(ALERT, TENANT, 2))
                .expectScheduledDeadline(STEP, new EscalationDue(ALERT, 3))
                .expectActiveSagas(1);
    }

    @Test
    void theHighestLevelEndsIt() throws Exception {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(Severity.WARNING))
                .andThenTimeElapses(STEP)
                .andThenTimeElapses(STEP)
                .whenTimeElapses(STEP)
                .expectDispatchedCommands(new EscalateAlert(ALERT, TENANT, 3))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void resolvingEndsItAndCancelsTheDeadline() {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(Severity.WARNING))
                .whenPublishingA(resolved(ALERT))
                .expectNoScheduledDeadlines()
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    @Test
    void resolvingByItselfEndsItAndCancelsTheDeadline() {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(Severity.WARNING))
                .whenPublishingA(new AlertAutoResolved(ALERT, TENANT, 6.1, RAISED_AT.plus(ALMOST)))
                .expectNoScheduledDeadlines()
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    @Test
    void resolvingAfterAnEscalationCancelsTheNextDeadline() throws Exception {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(Severity.WARNING))
                .andThenTimeElapses(STEP)
                .whenPublishingA(resolved(ALERT))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void anotherAlertsResolutionChangesNothing() {
        fixture.givenCurrentTime(RAISED_AT)
                .andThenAPublished(raised(Severity.WARNING))
                .whenPublishingA(resolved(OTHER_ALERT))
                .expectScheduledDeadline(STEP, new EscalationDue(ALERT, 1))
                .expectActiveSagas(1);
    }

    @Test
    void aDeadlineForALevelThatIsReachedChangesNothing() {
        SystemCommands commands = mock();
        DeadlineManager deadlines = deadlines();
        AlertEscalation escalation = begun(deadlines);
        escalation.on(new EscalationDue(ALERT, 1), commands, deadlines, SETTINGS);

        SystemCommands later = mock();
        DeadlineManager laterDeadlines = mock();
        escalation.on(new EscalationDue(ALERT, 1), later, laterDeadlines, SETTINGS);

        verifyNoInteractions(later, laterDeadlines);
    }

    @Test
    void whatIsStoredOfItIsAllThatItNeeds() throws Exception {
        ObjectMapper json = EventJson.mapper();
        DeadlineManager deadlines = deadlines();
        AlertEscalation stored = begun(deadlines);

        AlertEscalation loaded = json.readValue(json.writeValueAsString(stored), AlertEscalation.class);

        assertThat(loaded).usingRecursiveComparison().isEqualTo(stored);
        SystemCommands commands = mock();
        loaded.on(new EscalationDue(ALERT, 1), commands, deadlines, SETTINGS);
        verify(commands).send(new EscalateAlert(ALERT, TENANT, 1), "escalation", "event-1", "event-1");
        verify(commands).send(openTicket(Priority.HIGH), "escalation", "event-1", "event-1");
        verifyNoMoreInteractions(commands);
        loaded.on(new AlertAutoResolved(ALERT, TENANT, 6.1, RAISED_AT), deadlines);
        verify(deadlines).cancelSchedule("alert-escalation", "deadline-1");
    }

    private static DeadlineManager deadlines() {
        DeadlineManager deadlines = mock();
        when(deadlines.schedule(any(Duration.class), any(), any())).thenReturn("deadline-1");
        return deadlines;
    }

    private static AlertEscalation begun(DeadlineManager deadlines) {
        AlertRaised event = raised(Severity.WARNING);
        AlertEscalation escalation = new AlertEscalation();
        escalation.on(event, new GenericEventMessage<>("event-1", event, Map.of(), RAISED_AT), deadlines, SETTINGS);
        return escalation;
    }

    private static AlertRaised raised(Severity severity) {
        return new AlertRaised(
                ALERT,
                TENANT,
                DEVICE,
                RuleId.of("00000000-0000-0000-0000-0000000000b1"),
                "HIGH_TEMP",
                severity,
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

    private static OpenTicket openTicket(Priority priority) {
        UUID id = UUID.nameUUIDFromBytes(("ticket/" + ALERT).getBytes(StandardCharsets.UTF_8));
        return new OpenTicket(
                new TicketId(id),
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
