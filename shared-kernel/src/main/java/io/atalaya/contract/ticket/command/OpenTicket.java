package io.atalaya.contract.ticket.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Asks for service. Repeating it changes nothing. */
@RequiresPermission(Permission.OPEN_TICKETS)
public record OpenTicket(
        @TargetAggregateIdentifier TicketId ticketId,
        TenantId tenantId,
        String title,
        @Nullable String description,
        Priority priority,
        @Nullable AssetId assetId,
        @Nullable DeviceId deviceId,
        @Nullable AlertId alertId,
        int escalationLevel)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return assetId == null && deviceId == null
                ? List.of(new SiteReference.Missing("deviceId"))
                : List.of(
                        SiteReference.device(deviceId, "deviceId"),
                        SiteReference.asset(assetId),
                        new SiteReference.Named(
                                SiteReference.Kind.ALERT, alertId == null ? null : alertId.value(), "alertId"));
    }
}
