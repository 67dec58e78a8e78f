package io.atalaya.command.ticket;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.atalaya.command.directory.Directory;
import io.atalaya.command.servicelevel.ServiceLevelBook;
import io.atalaya.command.servicelevel.ServiceTerms;
import io.atalaya.command.tenant.Membership;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.config.Configurer;

/** The ticket aggregate, with what it needs to know, for tests that have no database. */
public final class TicketsInMemory {
    private TicketsInMemory() {}

    /** @param technician the tenant's only member, who may work on tickets */
    public static void configure(Configurer axon, TenantId tenantId, UserId technician, Clock clock) {
        ServiceLevelBook book = mock(withSettings().stubOnly());
        when(book.version(any(), anyInt())).thenReturn(ServiceTerms.STANDARD);
        when(book.current(any())).thenReturn(ServiceTerms.STANDARD);
        Memberships memberships = mock(withSettings().stubOnly());
        when(memberships.in(tenantId, technician))
                .thenReturn(Optional.of(new Membership(tenantId, Role.OWNER, Set.of())));
        when(memberships.withRole(tenantId, Role.OWNER)).thenReturn(List.of(technician));
        Directory directory = mock(withSettings().stubOnly());
        when(directory.siteOf(any(), any(DeviceId.class))).thenReturn(Optional.empty());
        AtomicLong last = new AtomicLong();
        TicketNumbers numbers = mock(withSettings().stubOnly());
        when(numbers.next(any())).thenAnswer(call -> last.incrementAndGet());
        ServiceDesk desk = new ServiceDesk(book, memberships, directory, clock);
        axon.configureAggregate(Ticket.class)
                .registerComponent(ServiceDesk.class, configuration -> desk)
                .registerComponent(TicketNumbers.class, configuration -> numbers)
                .registerComponent(AttachmentSettings.class, configuration -> new AttachmentSettings(1000, 50, null));
    }
}
