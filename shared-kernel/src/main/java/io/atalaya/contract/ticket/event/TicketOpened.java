package io.atalaya.contract.ticket.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A ticket exists from now on, assigned to nobody.
 *
 * @param number counts up within the tenant, from 1, without holes
 * @param alertId the alert that it was opened for
 */
@Revision("1")
public record TicketOpened(
        TicketId ticketId,
        TenantId tenantId,
        long number,
        String title,
        @Nullable String description,
        Priority priority,
        @Nullable AssetId assetId,
        @Nullable DeviceId deviceId,
        @Nullable AlertId alertId,
        int escalationLevel)
        implements TicketEvent {}
