package io.atalaya.query.audit.state;

import io.atalaya.contract.alert.event.AlertEvent;
import io.atalaya.contract.asset.event.AssetEvent;
import io.atalaya.contract.device.event.DeviceEvent;
import io.atalaya.contract.rule.event.RuleEvent;
import io.atalaya.contract.site.event.SiteEvent;
import io.atalaya.contract.tenant.event.TenantEvent;
import io.atalaya.contract.ticket.event.TicketEvent;
import io.atalaya.kernel.DomainEvent;
import io.atalaya.kernel.Rejection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be looked at as it was. Only events of its own family say how it is; timers, for one, do not. */
enum Subject {
    DEVICE("Device", "deviceId", DeviceEvent.class),
    RULE("Rule", "ruleId", RuleEvent.class),
    ALERT("Alert", "alertId", AlertEvent.class),
    TICKET("Ticket", "ticketId", TicketEvent.class),
    SITE("Site", "siteId", SiteEvent.class),
    ASSET("Asset", "assetId", AssetEvent.class),
    TENANT("Tenant", "tenantId", TenantEvent.class),
    /** A user's in the tenant; its id is the user's. */
    MEMBERSHIP("Tenant", "userId", TenantEvent.class);

    private static final String OF_MEMBERS = "Member";

    private final String aggregateType;
    private final String idField;
    private final Map<String, Class<?>> events;

    Subject(String aggregateType, String idField, Class<? extends DomainEvent> family) {
        this.aggregateType = aggregateType;
        this.idField = idField;
        this.events = Arrays.stream(family.getPermittedSubclasses())
                .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));
    }

    /** @throws Rejection if there is no such thing */
    static Subject of(String type) {
        try {
            return valueOf(type.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "type", "must be one of " + Arrays.toString(values()));
        }
    }

    /** The aggregate's type, as the audit trail names it. */
    String aggregateType() {
        return aggregateType;
    }

    /** The field by which events name it. */
    String idField() {
        return idField;
    }

    /** @return {@code null} for an event that does not say how this is */
    @Nullable
    Class<?> event(String type) {
        boolean ofMembers = type.startsWith(OF_MEMBERS);
        return switch (this) {
            case TENANT -> ofMembers ? null : events.get(type);
            case MEMBERSHIP -> ofMembers ? events.get(type) : null;
            default -> events.get(type);
        };
    }

    /** What happened, without to whom: Acknowledged for AlertAcknowledged. */
    String verb(String type) {
        String prefix = this == MEMBERSHIP ? OF_MEMBERS : aggregateType;
        return type.startsWith(prefix) ? type.substring(prefix.length()) : type;
    }
}
