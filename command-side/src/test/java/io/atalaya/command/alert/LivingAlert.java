package io.atalaya.command.alert;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.atalaya.command.SetClock;
import io.atalaya.command.directory.Directory;
import io.atalaya.command.escalation.EscalationBook;
import io.atalaya.command.escalation.EscalationSettings;
import io.atalaya.command.tenant.Membership;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** An alert in a store in memory, and a clock: what it answers to one command after the other as time goes by. */
final class LivingAlert {
    static final Instant BEGIN = SetClock.BEGIN;
    static final UserId STRANGER = UserId.of("00000000-0000-0000-0000-000000000013");
    static final UserId AUDITOR = UserId.of("00000000-0000-0000-0000-000000000014");
    static final UserId OPERATOR_ELSEWHERE = UserId.of("00000000-0000-0000-0000-000000000015");
    static final EscalationSettings SETTINGS = new EscalationSettings(
            Duration.ofHours(1), 3, Duration.ofMinutes(10), 5, Duration.ofMinutes(30), Duration.ofDays(30));

    private static final SiteId KITCHEN = SiteId.of("00000000-0000-0000-0000-0000000000b1");
    private static final SiteId CELLAR = SiteId.of("00000000-0000-0000-0000-0000000000b2");

    private final SetClock clock = new SetClock();
    private final EscalationBook book = mock(withSettings().stubOnly());
    private final AlertDesk desk;
    private final Configuration axon;

    LivingAlert() {
        Memberships memberships = mock(withSettings().stubOnly());
        Directory directory = mock(withSettings().stubOnly());
        when(memberships.in(any(), any())).thenReturn(Optional.empty());
        when(memberships.in(AnAlert.TENANT, AnAlert.OPERATOR)).thenReturn(membership(Role.OPERATOR, KITCHEN));
        when(memberships.in(AnAlert.TENANT, AUDITOR)).thenReturn(membership(Role.AUDITOR));
        when(memberships.in(AnAlert.TENANT, OPERATOR_ELSEWHERE)).thenReturn(membership(Role.OPERATOR, CELLAR));
        when(directory.siteOf(AnAlert.TENANT, AnAlert.DEVICE)).thenReturn(Optional.of(KITCHEN));
        agreesOn(SETTINGS.standard());
        desk = new AlertDesk(book, SETTINGS, memberships, directory, clock);
        axon = DefaultConfigurer.defaultConfiguration(false)
                .configureAggregate(Alert.class)
                .configureEmbeddedEventStore(configuration -> new InMemoryEventStorageEngine())
                .registerComponent(AlertDesk.class, configuration -> desk)
                .start();
    }

    private static Optional<Membership> membership(Role role, SiteId... sites) {
        return Optional.of(new Membership(AnAlert.TENANT, role, Set.of(sites)));
    }

    void agreesOn(EscalationPolicy policy) {
        when(book.of(any())).thenReturn(policy);
    }

    AlertDesk desk() {
        return desk;
    }

    /** @return what the clock shows then */
    Instant forward(Duration duration) {
        clock.forward(duration);
        return clock.instant();
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
                .readEvents(AnAlert.ALERT.toString())
                .asStream()
                .map(EventMessage::getPayload)
                .<Object>map(payload -> payload)
                .toList();
    }
}
