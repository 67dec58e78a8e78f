package io.atalaya.command.dispatch;

import io.atalaya.command.directory.Directory;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.contract.maintenance.event.MaintenancePlanned;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.kernel.DomainEvent;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.SiteReference.Kind;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Which site a thing stands on. Sites of devices and assets are in the directory; which device or asset an alert, a
 * ticket or maintenance is about, its first event says, and that never changes.
 */
@Component
class SiteLookup {
    private final Directory directory;
    /** Looked up late: the event store is built after the command bus, which asks here. */
    private final ObjectProvider<EventStore> events;

    SiteLookup(Directory directory, ObjectProvider<EventStore> events) {
        this.directory = directory;
        this.events = events;
    }

    /** @return empty if the tenant has no such thing, or if it stands on no site */
    Optional<SiteId> siteOf(TenantId tenantId, Kind kind, UUID id) {
        return switch (kind) {
            case SITE -> Optional.of(new SiteId(id));
            case ASSET -> directory.siteOf(tenantId, new AssetId(id));
            case DEVICE -> directory.siteOf(tenantId, new DeviceId(id));
            case ALERT ->
                first(id) instanceof AlertRaised raised && raised.tenantId().equals(tenantId)
                        ? directory.siteOf(tenantId, raised.deviceId())
                        : Optional.empty();
            case TICKET ->
                first(id) instanceof TicketOpened opened && opened.tenantId().equals(tenantId)
                        ? siteOf(opened)
                        : Optional.empty();
            case MAINTENANCE ->
                first(id) instanceof MaintenancePlanned planned
                                && planned.tenantId().equals(tenantId)
                        ? siteOf(tenantId, planned.scope())
                        : Optional.empty();
        };
    }

    private Optional<SiteId> siteOf(TenantId tenantId, MaintenanceScope scope) {
        return Optional.ofNullable(scope.siteId())
                .or(() -> Optional.ofNullable(scope.deviceId()).flatMap(device -> directory.siteOf(tenantId, device)))
                .or(() -> Optional.ofNullable(scope.assetId()).flatMap(asset -> directory.siteOf(tenantId, asset)));
    }

    private Optional<SiteId> siteOf(TicketOpened ticket) {
        Optional<SiteId> ofDevice =
                Optional.ofNullable(ticket.deviceId()).flatMap(device -> directory.siteOf(ticket.tenantId(), device));
        return ofDevice.or(() ->
                Optional.ofNullable(ticket.assetId()).flatMap(asset -> directory.siteOf(ticket.tenantId(), asset)));
    }

    private @Nullable DomainEvent first(UUID aggregateId) {
        DomainEventStream stream = events.getObject().readEvents(aggregateId.toString(), 0);
        return stream.hasNext() && stream.next().getPayload() instanceof DomainEvent event ? event : null;
    }
}
