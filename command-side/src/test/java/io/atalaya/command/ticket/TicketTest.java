package io.atalaya.command.ticket;

import static io.atalaya.command.ticket.ATicket.ASSET;
import static io.atalaya.command.ticket.ATicket.DEVICE;
import static io.atalaya.command.ticket.ATicket.NUMBER;
import static io.atalaya.command.ticket.ATicket.OTHER_TECHNICIAN;
import static io.atalaya.command.ticket.ATicket.OTHER_TENANT;
import static io.atalaya.command.ticket.ATicket.STRANGER;
import static io.atalaya.command.ticket.ATicket.TECHNICIAN;
import static io.atalaya.command.ticket.ATicket.TENANT;
import static io.atalaya.command.ticket.ATicket.assignTo;
import static io.atalaya.command.ticket.ATicket.assignedTo;
import static io.atalaya.command.ticket.ATicket.complete;
import static io.atalaya.command.ticket.ATicket.completed;
import static io.atalaya.command.ticket.ATicket.open;
import static io.atalaya.command.ticket.ATicket.opened;
import static io.atalaya.command.ticket.ATicket.start;
import static io.atalaya.command.ticket.ATicket.started;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.atalaya.command.RejectedWith;
import io.atalaya.command.directory.Directory;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.ticket.event.TicketEvent;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.Rejection;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TicketTest {
    private final AggregateTestFixture<Ticket> fixture = new AggregateTestFixture<>(Ticket.class);
    private final TicketNumbers numbers = mock();
    private final Directory directory = mock();
    private final Memberships memberships = mock();

    @BeforeEach
    void provideResources() {
        when(numbers.next(TENANT)).thenReturn(NUMBER);
        when(memberships.isMember(TECHNICIAN, TENANT)).thenReturn(true);
        when(memberships.isMember(OTHER_TECHNICIAN, TENANT)).thenReturn(true);
        when(memberships.isMember(STRANGER, OTHER_TENANT)).thenReturn(true);
        fixture.registerInjectableResource(numbers)
                .registerInjectableResource(directory)
                .registerInjectableResource(memberships);
    }

    @Test
    void openingGivesTheTicketItsTenantsNextNumber() {
        fixture.givenNoPriorActivity().when(open()).expectEvents(opened());
    }

    @Test
    void openingItAgainChangesNothingAndUsesUpNoNumber() {
        fixture.given(opened()).when(open()).expectSuccessfulHandlerExecution().expectNoEvents();

        verifyNoInteractions(numbers);
    }

    @Test
    void aTicketForAnUnknownAssetIsRefusedAndUsesUpNoNumber() {
        doThrow(unknown()).when(directory).requireAsset(TENANT, ASSET);

        fixture.givenNoPriorActivity()
                .when(open())
                .expectException(RejectedWith.codeAndField(Rejection.Code.REFERENCE_NOT_FOUND, "any"))
                .expectNoEvents();
        verifyNoInteractions(numbers);
    }

    @Test
    void aTicketForAnUnknownDeviceIsRefusedAndUsesUpNoNumber() {
        doThrow(unknown()).when(directory).requireDevice(TENANT, DEVICE, "deviceId");

        fixture.givenNoPriorActivity()
                .when(open())
                .expectException(RejectedWith.codeAndField(Rejection.Code.REFERENCE_NOT_FOUND, "any"))
                .expectNoEvents();
        verifyNoInteractions(numbers);
    }

    @Test
    void aNewTicketIsAssigned() {
        fixture.given(opened()).when(assignTo(TECHNICIAN)).expectEvents(assignedTo(TECHNICIAN));
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    void anAssignedTicketCanBeGivenToAnotherMember(List<TicketEvent> history) {
        fixture.given(history).when(assignTo(OTHER_TECHNICIAN)).expectEvents(assignedTo(OTHER_TECHNICIAN));
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    void assigningItToItsAssigneeChangesNothing(List<TicketEvent> history) {
        fixture.given(history)
                .when(assignTo(TECHNICIAN))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    void onlyMembersOfTheTenantAreAssigned(List<TicketEvent> history) {
        fixture.given(history)
                .when(assignTo(STRANGER))
                .expectException(RejectedWith.codeAndField(Rejection.Code.ASSIGNEE_NOT_A_MEMBER, "assigneeId"))
                .expectNoEvents();
    }

    static Stream<List<TicketEvent>> unfinished() {
        return Stream.of(
                List.of(opened(), assignedTo(TECHNICIAN)), List.of(opened(), assignedTo(TECHNICIAN), started()));
    }

    @Test
    void anAssignedTicketIsStarted() {
        fixture.given(opened(), assignedTo(TECHNICIAN)).when(start()).expectEvents(started());
    }

    @Test
    void startingItAgainChangesNothing() {
        fixture.given(opened(), assignedTo(TECHNICIAN), started())
                .when(start())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void workGoesOnWhenATicketThatIsInProgressChangesHands() {
        fixture.given(opened(), assignedTo(TECHNICIAN), started(), assignedTo(OTHER_TECHNICIAN))
                .when(start())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    void anAssignedTicketIsCompletedWhetherStartedOrNot(List<TicketEvent> history) {
        fixture.given(history).when(complete()).expectEvents(completed());
    }

    @Test
    void completingItAgainChangesNothing() {
        fixture.given(opened(), assignedTo(TECHNICIAN), completed())
                .when(complete())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void assigningACompletedTicketToWhoHasItChangesNothing() {
        fixture.given(opened(), assignedTo(TECHNICIAN), completed())
                .when(assignTo(TECHNICIAN))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("refusedTransitions")
    void otherTransitionsAreRefused(List<TicketEvent> history, Command command) {
        fixture.given(history)
                .when(command)
                .expectException(RejectedWith.code(Rejection.Code.TICKET_TRANSITION_REFUSED))
                .expectNoEvents();
    }

    static Stream<Arguments> refusedTransitions() {
        List<TicketEvent> fresh = List.of(opened());
        List<TicketEvent> done = List.of(opened(), assignedTo(TECHNICIAN), started(), completed());
        return Stream.of(
                Arguments.of(fresh, start()),
                Arguments.of(fresh, complete()),
                Arguments.of(done, assignTo(OTHER_TECHNICIAN)),
                Arguments.of(done, start()));
    }

    @ParameterizedTest
    @MethodSource("strangersCommands")
    void toAnotherTenantItDoesNotExist(Command command) {
        fixture.given(opened(), assignedTo(TECHNICIAN))
                .when(command)
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    static Stream<Command> strangersCommands() {
        return Stream.of(
                open(OTHER_TENANT), assignTo(OTHER_TENANT, STRANGER), start(OTHER_TENANT), complete(OTHER_TENANT));
    }

    @ParameterizedTest
    @MethodSource("commandsForAnExistingTicket")
    void whatWasNeverOpenedIsNotFound(Command command) {
        fixture.givenNoPriorActivity().when(command).expectException(AggregateNotFoundException.class);
    }

    static Stream<Command> commandsForAnExistingTicket() {
        return Stream.of(assignTo(TECHNICIAN), start(), complete());
    }

    private static Rejection unknown() {
        return Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, "any", "unknown");
    }
}
