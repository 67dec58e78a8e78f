package io.atalaya.alerting.notification;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event, as something to be told.
 *
 * @param eventId the event's; with channel and recipient, a notification's id follows from it
 * @param urgent whether people are to look at once
 * @param alertId the alert that it is about, also if it happened to its ticket
 * @param roles whose members it concerns
 * @param users whom else it concerns
 * @param doer who did it, and knows
 */
record Announcement(
        TenantId tenantId,
        String eventId,
        String correlationId,
        News news,
        boolean urgent,
        @Nullable AlertId alertId,
        @Nullable TicketId ticketId,
        Set<Role> roles,
        Set<UserId> users,
        @Nullable UserId doer) {
    static Announcement ofAlert(EventMessage<?> cause, TenantId tenantId, News news, Facts.OfAlert facts) {
        News.OfAlert alert = Objects.requireNonNull(news.alert());
        return new Announcement(
                tenantId,
                cause.getIdentifier(),
                SystemMetadata.correlationId(cause),
                news,
                Boolean.TRUE.equals(alert.urgent()),
                alert.id(),
                null,
                Set.copyOf(facts.roles()),
                Set.copyOf(facts.userIds()),
                alert.by());
    }

    static Announcement ofTicket(
            EventMessage<?> cause, TenantId tenantId, News news, Set<UserId> users, @Nullable UserId doer) {
        News.OfTicket ticket = Objects.requireNonNull(news.ticket());
        return new Announcement(
                tenantId,
                cause.getIdentifier(),
                SystemMetadata.correlationId(cause),
                news,
                false,
                ticket.alertId(),
                ticket.id(),
                Set.of(),
                users,
                doer);
    }

    Announcement concerning(List<Role> otherRoles, List<UserId> otherUsers) {
        return new Announcement(
                tenantId,
                eventId,
                correlationId,
                news,
                urgent,
                alertId,
                ticketId,
                Set.copyOf(otherRoles),
                Set.copyOf(otherUsers),
                doer);
    }
}
