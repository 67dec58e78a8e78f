package io.atalaya.command.ticket;

import static io.atalaya.command.ticket.ATicket.OWNER;
import static io.atalaya.command.ticket.ATicket.TECHNICIAN;
import static io.atalaya.command.ticket.ATicket.TENANT;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.atalaya.command.SetClock;
import io.atalaya.command.directory.Directory;
import io.atalaya.command.servicelevel.ServiceLevelBook;
import io.atalaya.command.servicelevel.ServiceTerms;
import io.atalaya.command.tenant.Membership;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** A ticket in a store in memory, and a clock: what it answers to one command after the other as time goes by. */
final class LivingTicket {
    private final SetClock clock = new SetClock();
    private final Memberships memberships = mock(withSettings().stubOnly());
    private final ServiceLevelBook book = mock(withSettings().stubOnly());
    private final Configuration axon;

    LivingTicket() {
        Directory directory = mock(withSettings().stubOnly());
        TicketNumbers numbers = mock(withSettings().stubOnly());
        when(numbers.next(TENANT)).thenReturn(ATicket.NUMBER);
        when(memberships.in(any(), any())).thenReturn(Optional.empty());
        for (UserId technician : List.of(TECHNICIAN, ATicket.OTHER_TECHNICIAN, OWNER)) {
            when(memberships.in(TENANT, technician))
                    .thenReturn(Optional.of(new Membership(TENANT, Role.TECHNICIAN, Set.of())));
        }
        when(book.version(TENANT, 0)).thenReturn(ServiceTerms.STANDARD);
        when(book.current(TENANT)).thenReturn(ServiceTerms.STANDARD);
        hasOwners(Set.of(OWNER));
        ServiceDesk desk = new ServiceDesk(book, memberships, directory, clock);
        axon = DefaultConfigurer.defaultConfiguration(false)
                .configureAggregate(Ticket.class)
                .configureEmbeddedEventStore(configuration -> new InMemoryEventStorageEngine())
                .registerComponent(ServiceDesk.class, configuration -> desk)
                .registerComponent(TicketNumbers.class, configuration -> numbers)
                .registerComponent(AttachmentSettings.class, configuration -> new AttachmentSettings(1000, 50, null))
                .start();
    }

    void hasOwners(Set<UserId> owners) {
        when(memberships.withRole(TENANT, Role.OWNER))
                .thenReturn(owners.stream()
                        .sorted(Comparator.comparing(UserId::toString))
                        .toList());
    }

    void agreesOn(int version, ServiceLevels levels) {
        ServiceTerms terms = new ServiceTerms(version, levels);
        when(book.version(TENANT, version)).thenReturn(terms);
        when(book.current(TENANT)).thenReturn(terms);
    }

    Instant now() {
        return clock.instant();
    }

    /** @return what the clock shows then */
    Instant forward(Duration duration) {
        clock.forward(duration);
        return now();
    }

    void at(Instant instant) {
        clock.set(instant);
    }

    /** @return the events that come of it */
    List<Object> send(Command command) {
        int before = events().size();
        FutureCallback<Command, Object> outcome = new FutureCallback<>();
        axon.commandBus().dispatch(GenericCommandMessage.asCommandMessage(command), outcome);
        if (outcome.getResult().isExceptional()) {
            throw (RuntimeException) outcome.getResult().exceptionResult();
        }
        List<Object> all = events();
        return all.subList(before, all.size());
    }

    private List<Object> events() {
        return axon.eventStore()
                .readEvents(ATicket.TICKET.toString())
                .asStream()
                .map(EventMessage::getPayload)
                .<Object>map(payload -> payload)
                .toList();
    }
}
