package io.atalaya.command.ticket;

import static io.atalaya.command.ticket.ATicket.ASSET;
import static io.atalaya.command.ticket.ATicket.DEVICE;
import static io.atalaya.command.ticket.ATicket.NUMBER;
import static io.atalaya.command.ticket.ATicket.OTHER_TECHNICIAN;
import static io.atalaya.command.ticket.ATicket.OURS;
import static io.atalaya.command.ticket.ATicket.PHOTO;
import static io.atalaya.command.ticket.ATicket.STRANGER;
import static io.atalaya.command.ticket.ATicket.TECHNICIAN;
import static io.atalaya.command.ticket.ATicket.TENANT;
import static io.atalaya.command.ticket.ATicket.THEIRS;
import static io.atalaya.command.ticket.ATicket.TICKET;
import static org.axonframework.test.matchers.Matchers.predicate;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.atalaya.command.RejectedWith;
import io.atalaya.command.SetClock;
import io.atalaya.command.directory.Directory;
import io.atalaya.command.servicelevel.ServiceLevelBook;
import io.atalaya.command.servicelevel.ServiceTerms;
import io.atalaya.command.tenant.Membership;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.contract.ticket.Closing;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.event.TicketAnnotated;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketAttachmentAdded;
import io.atalaya.contract.ticket.event.TicketAttachmentRemoved;
import io.atalaya.contract.ticket.event.TicketCancelled;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketHeld;
import io.atalaya.contract.ticket.event.TicketReopened;
import io.atalaya.contract.ticket.event.TicketResumed;
import io.atalaya.contract.ticket.event.TicketStarted;
import io.atalaya.contract.ticket.event.TicketUpdated;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TicketTest {
    private static final SiteId KITCHEN = SiteId.of("00000000-0000-0000-0000-0000000000b1");
    private static final SiteId CELLAR = SiteId.of("00000000-0000-0000-0000-0000000000b2");

    private final AggregateTestFixture<Ticket> fixture = new AggregateTestFixture<>(Ticket.class);
    private final TicketNumbers numbers = mock();
    private final Directory directory = mock();
    private final Memberships memberships = mock();
    private final ServiceLevelBook book = mock();

    @BeforeEach
    void provideResources() {
        when(numbers.next(TENANT)).thenReturn(NUMBER);
        when(book.current(any())).thenReturn(ServiceTerms.STANDARD);
        when(book.version(any(), anyInt())).thenReturn(ServiceTerms.STANDARD);
        when(memberships.in(any(), any())).thenReturn(Optional.empty());
        for (UserId technician : List.of(TECHNICIAN, OTHER_TECHNICIAN)) {
            isMember(technician, Role.TECHNICIAN);
        }
        when(directory.siteOf(TENANT, DEVICE)).thenReturn(Optional.of(KITCHEN));
        provide(fixture);
    }

    private AggregateTestFixture<Ticket> provide(AggregateTestFixture<Ticket> to) {
        to.registerInjectableResource(numbers)
                .registerInjectableResource(new ServiceDesk(book, memberships, directory, new SetClock()))
                .registerInjectableResource(new AttachmentSettings(1000, 2, null));
        return to;
    }

    private void isMember(UserId user, Role role, SiteId... sites) {
        when(memberships.in(TENANT, user)).thenReturn(Optional.of(new Membership(TENANT, role, Set.of(sites))));
    }

    @Test
    void openingGivesTheTicketItsTenantsNextNumber() {
        expectFirst(fixture.givenNoPriorActivity().when(OURS.open()), OURS.opened());
    }

    @Test
    void openingItAgainChangesNothingAndUsesUpNoNumber() {
        fixture.given(OURS.opened())
                .when(OURS.open())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();

        verifyNoInteractions(numbers);
    }

    @Test
    void aTicketForAnUnknownAssetIsRefusedAndUsesUpNoNumber() {
        doThrow(unknown()).when(directory).requireAsset(TENANT, ASSET);

        expectRefused(fixture.givenNoPriorActivity().when(OURS.open()), Rejection.Code.REFERENCE_NOT_FOUND, "any");
        verifyNoInteractions(numbers);
    }

    @Test
    void aTicketForAnUnknownDeviceIsRefusedAndUsesUpNoNumber() {
        doThrow(unknown()).when(directory).requireDevice(TENANT, DEVICE, "deviceId");

        expectRefused(fixture.givenNoPriorActivity().when(OURS.open()), Rejection.Code.REFERENCE_NOT_FOUND, "any");
        verifyNoInteractions(numbers);
    }

    /** Every status with every command: + leads on, - is refused, = is a repetition that changes nothing. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # status      update assign start hold resume complete reopen close cancel attach
            NEW         | +      +      -     +    -      -        -      -     +      +
            ASSIGNED    | +      +      +     +    -      +        -      -     +      +
            IN_PROGRESS | +      +      =     +    -      +        -      -     +      +
            ON_HOLD     | +      +      -     =    +      -        -      -     +      +
            COMPLETED   | -      -      -     -    -      =        +      +     -      +
            CLOSED      | -      -      -     -    -      -        -      =     -      -
            CANCELLED   | -      -      -     -    -      -        -      -     =      -
            """)
    void whatIsPossibleWhen(TicketStatus status, String row) {
        List<Command> commands = List.of(
                OURS.update(Priority.LOW),
                OURS.assignTo(OTHER_TECHNICIAN),
                OURS.start(),
                OURS.hold(),
                OURS.resume(),
                OURS.complete(),
                OURS.reopen(),
                OURS.close(),
                OURS.cancel(),
                OURS.attach(PHOTO));
        List<Class<?>> events = List.of(
                TicketUpdated.class,
                TicketAssigned.class,
                TicketStarted.class,
                TicketHeld.class,
                TicketResumed.class,
                TicketCompleted.class,
                TicketReopened.class,
                TicketClosed.class,
                TicketCancelled.class,
                TicketAttachmentAdded.class);
        String[] outcomes = row.trim().split("\\s+");
        for (int column = 0; column < commands.size(); column++) {
            ResultValidator<Ticket> result = afresh(leadingTo(status), commands.get(column));
            Class<?> event = events.get(column);
            switch (outcomes[column]) {
                case "+" -> expectFirst(result, event);
                case "=" -> result.expectSuccessfulHandlerExecution().expectNoEvents();
                default -> expectRefused(result, Rejection.Code.TICKET_TRANSITION_REFUSED, null);
            }
        }
    }

    private static List<Command> leadingTo(TicketStatus status) {
        List<Command> commands = new ArrayList<>(List.of(OURS.open()));
        if (status != TicketStatus.NEW) {
            commands.add(OURS.assignTo(TECHNICIAN));
        }
        commands.addAll(
                switch (status) {
                    case NEW, ASSIGNED -> List.of();
                    case IN_PROGRESS -> List.of(OURS.start());
                    case ON_HOLD -> List.of(OURS.start(), OURS.hold());
                    case COMPLETED -> List.of(OURS.start(), OURS.complete());
                    case CLOSED -> List.of(OURS.start(), OURS.complete(), OURS.close());
                    case CANCELLED -> List.of(OURS.cancel());
                });
        return commands;
    }

    @ParameterizedTest
    @EnumSource
    void assigningItToWhoHasItChangesNothing(TicketStatus status) {
        if (status != TicketStatus.NEW) {
            expectNothing(leadingTo(status), OURS.assignTo(TECHNICIAN));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sayingWhatItSaysChangesNothing(TicketStatus status) {
        expectNothing(leadingTo(status), OURS.updateNothing());
    }

    @Test
    void resumingAgainChangesNothing() {
        expectNothing(
                List.of(OURS.open(), OURS.assignTo(TECHNICIAN), OURS.start(), OURS.hold(), OURS.resume()),
                OURS.resume());
    }

    @Test
    void reopeningAgainChangesNothing() {
        expectNothing(List.of(OURS.open(), OURS.assignTo(TECHNICIAN), OURS.complete(), OURS.reopen()), OURS.reopen());
    }

    @Test
    void workGoesOnWhenATicketThatIsInProgressChangesHands() {
        expectNothing(
                List.of(OURS.open(), OURS.assignTo(TECHNICIAN), OURS.start(), OURS.assignTo(OTHER_TECHNICIAN)),
                OURS.start());
    }

    @ParameterizedTest
    @MethodSource("beforeAndAfterAPause")
    void resumingLeadsBackToWhereItWas(List<Command> before, Command possibleAfterwards) {
        List<Command> paused = new ArrayList<>(before);
        paused.addAll(List.of(OURS.hold(), OURS.resume()));
        fixture.givenCommands(paused).when(possibleAfterwards).expectSuccessfulHandlerExecution();
    }

    static Stream<Arguments> beforeAndAfterAPause() {
        return Stream.of(
                Arguments.of(List.of(OURS.open()), OURS.assignTo(TECHNICIAN)),
                Arguments.of(List.of(OURS.open(), OURS.assignTo(TECHNICIAN)), OURS.start()),
                Arguments.of(List.of(OURS.open(), OURS.assignTo(TECHNICIAN), OURS.start()), OURS.complete()));
    }

    @Test
    void whatIsAssignedWhileOnHoldIsAssignedAfterwards() {
        expectFirst(
                fixture.givenCommands(OURS.open(), OURS.hold(), OURS.assignTo(TECHNICIAN), OURS.resume())
                        .when(OURS.start()),
                TicketStarted.class);
    }

    @Test
    void aReopenedTicketIsStartedAgain() {
        expectFirst(
                fixture.givenCommands(
                                OURS.open(), OURS.assignTo(TECHNICIAN), OURS.start(), OURS.complete(), OURS.reopen())
                        .when(OURS.start()),
                TicketStarted.class);
    }

    @Test
    void onlyMembersOfTheTenantAreAssigned() {
        expectRefused(
                fixture.given(OURS.opened()).when(OURS.assignTo(STRANGER)),
                Rejection.Code.ASSIGNEE_NOT_A_MEMBER,
                "assigneeId");
    }

    @ParameterizedTest
    @EnumSource(names = {"ENGINEER", "OPERATOR", "VIEWER", "AUDITOR"})
    void onlyWhoMayWorkOnTicketsIsAssigned(Role role) {
        isMember(STRANGER, role);
        expectRefused(
                fixture.given(OURS.opened()).when(OURS.assignTo(STRANGER)),
                Rejection.Code.ASSIGNEE_MAY_NOT_WORK,
                "assigneeId");
    }

    @Test
    void whoIsLimitedToOtherSitesIsNotAssigned() {
        isMember(TECHNICIAN, Role.TECHNICIAN, CELLAR);
        expectRefused(
                fixture.given(OURS.opened()).when(OURS.assignTo(TECHNICIAN)),
                Rejection.Code.ASSIGNEE_NOT_ON_SITE,
                "assigneeId");
    }

    @Test
    void whoIsLimitedToTheTicketsSiteAmongOthersIsAssigned() {
        isMember(TECHNICIAN, Role.TECHNICIAN, CELLAR, KITCHEN);
        expectFirst(fixture.given(OURS.opened()).when(OURS.assignTo(TECHNICIAN)), TicketAssigned.class);
    }

    @Test
    void theAssetsSiteCountsWhereTheDeviceStandsNowhere() {
        when(directory.siteOf(TENANT, DEVICE)).thenReturn(Optional.empty());
        when(directory.siteOf(TENANT, ASSET)).thenReturn(Optional.of(CELLAR));
        isMember(TECHNICIAN, Role.TECHNICIAN, CELLAR);
        expectFirst(fixture.given(OURS.opened()).when(OURS.assignTo(TECHNICIAN)), TicketAssigned.class);
    }

    @Test
    void whatStandsNowhereIsNotForWhoIsLimitedToSites() {
        when(directory.siteOf(TENANT, DEVICE)).thenReturn(Optional.empty());
        isMember(TECHNICIAN, Role.TECHNICIAN, CELLAR);
        expectRefused(
                fixture.given(OURS.opened()).when(OURS.assignTo(TECHNICIAN)),
                Rejection.Code.ASSIGNEE_NOT_ON_SITE,
                "assigneeId");
    }

    @Test
    void anUpdateThatKnowsTheLastRevisionCounts() {
        expectFirst(
                fixture.givenCommands(OURS.open(), OURS.update("Second", Priority.HIGH, 1))
                        .when(OURS.update("Third", Priority.HIGH, 2)),
                new TicketUpdated(TICKET, TENANT, "Third", "Since this morning", Priority.HIGH, 3));
    }

    @Test
    void anUpdateOfWhatSomebodyElseHasChangedIsRefused() {
        expectRefused(
                fixture.givenCommands(OURS.open(), OURS.update("Second", Priority.HIGH, 1))
                        .when(OURS.update("Third", Priority.HIGH, 1)),
                Rejection.Code.TICKET_REVISION_OUTDATED,
                "revision");
    }

    @Test
    void anAlertThatResolvesByItselfCancelsATicketThatNobodyHasBegun() {
        for (TicketStatus status : List.of(TicketStatus.NEW, TicketStatus.ASSIGNED)) {
            expectFirst(afresh(leadingTo(status), OURS.alertResolved(true)), TicketCancelled.class);
        }
    }

    @Test
    void anAlertThatResolvesByItselfAnnotatesATicketThatWasBegun() {
        for (TicketStatus status : List.of(TicketStatus.IN_PROGRESS, TicketStatus.ON_HOLD)) {
            expectFirst(
                    afresh(leadingTo(status), OURS.alertResolved(true)),
                    new TicketAnnotated(TICKET, TENANT, "The alert has resolved by itself"));
        }
        List<Command> reopened = new ArrayList<>(leadingTo(TicketStatus.COMPLETED));
        reopened.add(OURS.reopen());
        expectFirst(afresh(reopened, OURS.alertResolved(true)), TicketAnnotated.class);
    }

    @Test
    void anAlertThatResolvesByItselfClosesACompletedTicket() {
        expectFirst(
                afresh(leadingTo(TicketStatus.COMPLETED), OURS.alertResolved(true)),
                new TicketClosed(TICKET, TENANT, Closing.ALERT_RESOLVED));
    }

    @Test
    void anAlertThatIsResolvedByHandAnnotatesTheTicketAndNothingElse() {
        for (TicketStatus status : TicketStatus.values()) {
            ResultValidator<Ticket> result = afresh(leadingTo(status), OURS.alertResolved(false));
            switch (status) {
                case NEW, ASSIGNED, IN_PROGRESS, ON_HOLD ->
                    expectFirst(result, new TicketAnnotated(TICKET, TENANT, "The alert was resolved by hand"));
                case COMPLETED, CLOSED, CANCELLED -> result.expectNoEvents();
            }
        }
    }

    @Test
    void hearingOfTheAlertAgainChangesNothing() {
        for (TicketStatus status : TicketStatus.values()) {
            List<Command> heard = new ArrayList<>(leadingTo(status));
            heard.add(OURS.alertResolved(true));
            expectNothing(heard, OURS.alertResolved(true));
        }
    }

    @Test
    void anAttachmentIsAddedOnceAndRemoved() {
        expectFirst(
                afresh(List.of(OURS.open()), OURS.attach(PHOTO)),
                new TicketAttachmentAdded(TICKET, TENANT, PHOTO, "door.jpg", "image/jpeg", 3, "ab"));
        expectNothing(List.of(OURS.open(), OURS.attach(PHOTO)), OURS.attach(PHOTO));
        expectFirst(
                afresh(List.of(OURS.open(), OURS.attach(PHOTO)), OURS.detach(PHOTO)),
                new TicketAttachmentRemoved(TICKET, TENANT, PHOTO));
        expectRefused(afresh(List.of(OURS.open()), OURS.detach(PHOTO)), Rejection.Code.NOT_FOUND, null);
    }

    @Test
    void attachmentsAreCounted() {
        List<Command> full = List.of(OURS.open(), OURS.attach(PHOTO), OURS.attach(AttachmentId.next()));
        for (Command another : List.of(OURS.offer(), OURS.attach(AttachmentId.next()))) {
            expectRefused(afresh(full, another), Rejection.Code.TOO_MANY_ATTACHMENTS, null);
        }
        List<Command> less = new ArrayList<>(full);
        less.add(OURS.detach(PHOTO));
        expectFirst(afresh(less, OURS.attach(AttachmentId.next())), TicketAttachmentAdded.class);
    }

    @Test
    void offeringAnAttachmentChangesNothing() {
        expectNothing(List.of(OURS.open()), OURS.offer());
    }

    @Test
    void attachmentsOfWhatIsOverStay() {
        List<Command> closed = new ArrayList<>(List.of(OURS.open(), OURS.attach(PHOTO), OURS.cancel()));
        expectRefused(afresh(closed, OURS.detach(PHOTO)), Rejection.Code.TICKET_TRANSITION_REFUSED, null);
    }

    @ParameterizedTest
    @MethodSource("strangersCommands")
    void toAnotherTenantItDoesNotExist(Command command) {
        expectRefused(
                fixture.givenCommands(OURS.open(), OURS.assignTo(TECHNICIAN)).when(command),
                Rejection.Code.NOT_FOUND,
                null);
    }

    static Stream<Command> strangersCommands() {
        return Stream.concat(Stream.of(THEIRS.open()), commandsTo(THEIRS));
    }

    @ParameterizedTest
    @MethodSource("commandsForAnExistingTicket")
    void whatWasNeverOpenedIsNotFound(Command command) {
        fixture.givenNoPriorActivity().when(command).expectException(AggregateNotFoundException.class);
    }

    static Stream<Command> commandsForAnExistingTicket() {
        return commandsTo(OURS);
    }

    private static Stream<Command> commandsTo(ATicket ticket) {
        return Stream.of(
                ticket.update(Priority.LOW),
                ticket.assignTo(TECHNICIAN),
                ticket.start(),
                ticket.hold(),
                ticket.resume(),
                ticket.complete(),
                ticket.reopen(),
                ticket.close(),
                ticket.cancel(),
                ticket.alertResolved(true),
                ticket.fire(TicketTimer.SLA_BREACH, 2),
                ticket.offer(),
                ticket.attach(PHOTO),
                ticket.detach(PHOTO));
    }

    private ResultValidator<Ticket> afresh(List<Command> history, Command command) {
        return provide(new AggregateTestFixture<>(Ticket.class))
                .givenCommands(history)
                .when(command);
    }

    private void expectNothing(List<Command> history, Command command) {
        afresh(history, command).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    private static void expectFirst(ResultValidator<Ticket> result, Class<?> event) {
        result.expectSuccessfulHandlerExecution()
                .expectEventsMatching(
                        predicate(events -> event.isInstance(((EventMessage<?>) events.getFirst()).getPayload())));
    }

    private static void expectFirst(ResultValidator<Ticket> result, Object event) {
        result.expectSuccessfulHandlerExecution()
                .expectEventsMatching(
                        predicate(events -> event.equals(((EventMessage<?>) events.getFirst()).getPayload())));
    }

    private static void expectRefused(ResultValidator<Ticket> result, Rejection.Code code, @Nullable String field) {
        result.expectException(field == null ? RejectedWith.code(code) : RejectedWith.codeAndField(code, field))
                .expectNoEvents();
    }

    private static Rejection unknown() {
        return Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, "any", "unknown");
    }
}
