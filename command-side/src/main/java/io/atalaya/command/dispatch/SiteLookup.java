package io.atalaya.command.dispatch;

import io.atalaya.command.directory.Directory;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.contract.maintenance.event.MaintenancePlanned;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.event.RuleChanged;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.kernel.DomainEvent;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.SiteReference.Kind;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Which site a thing stands on. Sites of devices and assets are in the directory; which device or asset an alert, a
 * ticket or maintenance is about, its first event says, and that never changes; what a rule is for, its last change says.
 */
@Component
class SiteLookup {
    private static final RuleScope NOWHERE = new RuleScope(null, null, null);

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
            case RULE -> siteOfRule(tenantId, id);
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

    /** What a rule is for may have changed since it was made. */
    private Optional<SiteId> siteOfRule(TenantId tenantId, UUID id) {
        RuleScope scope = events.getObject()
                .readEvents(id.toString(), 0)
                .asStream()
                .map(Message::getPayload)
                .filter(event ->
                        event instanceof DomainEvent domain && domain.tenantId().equals(tenantId))
                .reduce(NOWHERE, SiteLookup::scopeAfter, (before, after) -> after);
        if (scope.deviceId() != null) {
            return directory.siteOf(tenantId, scope.deviceId());
        }
        return scope.assetId() == null ? Optional.empty() : directory.siteOf(tenantId, scope.assetId());
    }

    private static RuleScope scopeAfter(RuleScope before, Object event) {
        return switch (event) {
            case RuleCreated created -> created.definition().scope();
            case RuleChanged changed -> changed.definition().scope();
            default -> before;
        };
    }

    private @Nullable DomainEvent first(UUID aggregateId) {
        DomainEventStream stream = events.getObject().readEvents(aggregateId.toString(), 0);
        return stream.hasNext() && stream.next().getPayload() instanceof DomainEvent event ? event : null;
    }
}
