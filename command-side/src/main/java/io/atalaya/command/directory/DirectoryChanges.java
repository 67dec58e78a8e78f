package io.atalaya.command.directory;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.asset.event.AssetChanged;
import io.atalaya.contract.asset.event.AssetRemoved;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceReinstated;
import io.atalaya.contract.device.event.DeviceRetired;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.event.TicketCancelled;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.kernel.TenantId;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the directory right when what it lists is changed, removed or retired. */
@Component
@ProcessingGroup(Directory.PROCESSING_GROUP)
class DirectoryChanges {
    private final JdbcClient jdbc;

    DirectoryChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(AssetChanged event) {
        change(event.tenantId(), "ASSET", event.assetId().value(), event.siteId(), null, null);
    }

    @EventHandler
    void on(AssetRemoved event) {
        retired(event.tenantId(), "ASSET", event.assetId().value(), true);
    }

    @EventHandler
    void on(DeviceChanged event) {
        DeviceDetails details = event.details();
        change(
                event.tenantId(),
                "DEVICE",
                event.deviceId().value(),
                details.siteId(),
                details.assetId(),
                details.parentId());
    }

    @EventHandler
    void on(DeviceRetired event) {
        retired(event.tenantId(), "DEVICE", event.deviceId().value(), true);
    }

    @EventHandler
    void on(DeviceReinstated event) {
        retired(event.tenantId(), "DEVICE", event.deviceId().value(), false);
    }

    @EventHandler
    void on(TicketOpened event) {
        if (event.assetId() != null) {
            jdbc.sql("insert into directory_ticket (ticket_id, tenant_id, asset_id) values (:ticket, :tenant, :asset)"
                            + " on conflict do nothing")
                    .param("ticket", event.ticketId().value())
                    .param("tenant", event.tenantId().value())
                    .param("asset", event.assetId().value())
                    .update();
        }
    }

    @EventHandler
    void on(TicketClosed event) {
        done(event.tenantId(), event.ticketId());
    }

    @EventHandler
    void on(TicketCancelled event) {
        done(event.tenantId(), event.ticketId());
    }

    private void change(
            TenantId tenantId,
            String kind,
            UUID id,
            @Nullable SiteId siteId,
            @Nullable AssetId assetId,
            @Nullable DeviceId parentId) {
        jdbc.sql("update directory_entry set site_id = :site, asset_id = :asset, parent_id = :parent"
                        + " where tenant_id = :tenant and kind = :kind and id = :id")
                .param("site", siteId == null ? null : siteId.value())
                .param("asset", assetId == null ? null : assetId.value())
                .param("parent", parentId == null ? null : parentId.value())
                .param("tenant", tenantId.value())
                .param("kind", kind)
                .param("id", id)
                .update();
    }

    /** What is gone stays listed, since it is still asked where its alerts and tickets stand. */
    private void retired(TenantId tenantId, String kind, UUID id, boolean retired) {
        jdbc.sql("update directory_entry set retired = :retired"
                        + " where tenant_id = :tenant and kind = :kind and id = :id")
                .param("retired", retired)
                .param("tenant", tenantId.value())
                .param("kind", kind)
                .param("id", id)
                .update();
    }

    private void done(TenantId tenantId, TicketId ticketId) {
        jdbc.sql("delete from directory_ticket where tenant_id = :tenant and ticket_id = :ticket")
                .param("tenant", tenantId.value())
                .param("ticket", ticketId.value())
                .update();
    }
}
