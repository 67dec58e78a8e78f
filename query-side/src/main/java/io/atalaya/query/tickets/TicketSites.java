package io.atalaya.query.tickets;

import io.atalaya.contract.asset.event.AssetChanged;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.kernel.TenantId;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Devices and assets take their tickets along when they move, with photos and documents: who may see them follows from
 * where the device stands now or, if that stands nowhere, the asset.
 */
@Component
@ProcessingGroup(TicketProjection.PROCESSING_GROUP)
class TicketSites {
    private static final String SITE = "(select site_id from directory_entry where tenant_id = :tenant"
            + " and site_id is not null and (kind = 'DEVICE' and id = ticket.device_id"
            + " or kind = 'ASSET' and id = ticket.asset_id) order by kind desc limit 1)";

    private final JdbcClient jdbc;

    TicketSites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(DeviceChanged event) {
        move(event.tenantId(), "device_id", event.deviceId().value());
    }

    @EventHandler
    void on(AssetChanged event) {
        move(event.tenantId(), "asset_id", event.assetId().value());
    }

    /** To where the directory says that it stands by now, which may be further than the event. */
    private void move(TenantId tenantId, String column, UUID id) {
        String about = " where ticket.tenant_id = :tenant and ticket." + column + " = :id";
        for (String statement : new String[] {
            "update ticket_view ticket set site_id = " + SITE + about,
            "update ticket_attachment_view attachment set site_id = " + SITE + " from ticket_view ticket" + about
                    + " and attachment.tenant_id = :tenant and attachment.ticket_id = ticket.id"
        }) {
            jdbc.sql(statement)
                    .param("tenant", tenantId.value())
                    .param("id", id)
                    .update();
        }
    }
}
