package io.atalaya.command.directory;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.asset.event.AssetCreated;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.site.event.SiteCreated;
import io.atalaya.contract.site.event.SiteRemoved;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which sites, assets and devices each tenant has, and which of them stand on which site. Written in the transaction of the command that creates them, so that
 * the next command sees them.
 */
@Component
@ProcessingGroup(Directory.PROCESSING_GROUP)
public class Directory {
    public static final String PROCESSING_GROUP = "directory";

    private final JdbcClient jdbc;

    Directory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Rejection if the tenant has no such site */
    public void requireSite(TenantId tenantId, @Nullable SiteId siteId) {
        require(tenantId, "SITE", siteId == null ? null : siteId.value(), "siteId");
    }

    /** @throws Rejection if the tenant has no such site; unlike {@link #requireSite}, as if it were asked for itself */
    public void findSite(TenantId tenantId, SiteId siteId) {
        if (!lock(tenantId, "SITE", siteId.value(), "key share")) {
            throw Rejection.notFound("Site");
        }
    }

    /**
     * Keeps others from putting anything there until the transaction ends.
     *
     * @throws Rejection if assets or devices stand there
     */
    public void requireEmptySite(TenantId tenantId, SiteId siteId) {
        lock(tenantId, "SITE", siteId.value(), "update");
        boolean inUse = jdbc.sql("select exists(select 1 from directory_entry"
                        + " where tenant_id = :tenant and site_id = :site and not retired)")
                .param("tenant", tenantId.value())
                .param("site", siteId.value())
                .query(Boolean.class)
                .single();
        if (inUse) {
            throw Rejection.of(Rejection.Code.SITE_IN_USE, "Assets or devices stand there");
        }
    }

    /** @throws Rejection if the tenant has no such asset */
    public void requireAsset(TenantId tenantId, @Nullable AssetId assetId) {
        require(tenantId, "ASSET", assetId == null ? null : assetId.value(), "assetId");
    }

    /**
     * @param field the request's field that names the device
     * @throws Rejection if the tenant has no such device
     */
    public void requireDevice(TenantId tenantId, @Nullable DeviceId deviceId, String field) {
        require(tenantId, "DEVICE", deviceId == null ? null : deviceId.value(), field);
    }

    /**
     * As {@link #requireDevice}, of devices that are in use.
     *
     * @throws Rejection DEVICE_RETIRED if it is retired
     */
    public void requireDeviceInUse(TenantId tenantId, @Nullable DeviceId deviceId, String field) {
        if (deviceId == null) {
            return;
        }
        requireDevice(tenantId, deviceId, field);
        boolean retired = jdbc.sql("select retired from directory_entry"
                        + " where tenant_id = :tenant and kind = 'DEVICE' and id = :id")
                .param("tenant", tenantId.value())
                .param("id", deviceId.value())
                .query(Boolean.class)
                .single();
        if (retired) {
            throw Rejection.ofField(Rejection.Code.DEVICE_RETIRED, field, "names a device that is retired");
        }
    }

    /** Where the asset stands; empty if there is none, or nowhere in particular. */
    public Optional<SiteId> siteOf(TenantId tenantId, AssetId assetId) {
        return siteOf(tenantId, "ASSET", assetId.value());
    }

    /** Where the device stands; empty if there is none, or nowhere in particular. */
    public Optional<SiteId> siteOf(TenantId tenantId, DeviceId deviceId) {
        return siteOf(tenantId, "DEVICE", deviceId.value());
    }

    private Optional<SiteId> siteOf(TenantId tenantId, String kind, UUID id) {
        return jdbc.sql("select site_id from directory_entry where tenant_id = :tenant and kind = :kind and id = :id"
                        + " and site_id is not null")
                .param("tenant", tenantId.value())
                .param("kind", kind)
                .param("id", id)
                .query(UUID.class)
                .optional()
                .map(SiteId::new);
    }

    private void require(TenantId tenantId, String kind, @Nullable UUID id, String field) {
        if (id == null) {
            return;
        }
        if (!lock(tenantId, kind, id, "key share")) {
            throw Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, field, "names nothing that exists");
        }
    }

    /** What a command refers to must not be removed before its transaction ends. */
    private boolean lock(TenantId tenantId, String kind, UUID id, String strength) {
        return jdbc.sql("select 1 from directory_entry where tenant_id = :tenant and kind = :kind and id = :id"
                        // A device that is retired is still there; an asset that is gone is not.
                        + " and (kind = 'DEVICE' or not retired) for " + strength)
                .param("tenant", tenantId.value())
                .param("kind", kind)
                .param("id", id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    @EventHandler
    void on(SiteCreated event) {
        add(event.tenantId(), "SITE", event.siteId().value(), null, null, null);
    }

    @EventHandler
    void on(SiteRemoved event) {
        jdbc.sql("delete from directory_entry where tenant_id = :tenant and kind = 'SITE' and id = :id")
                .param("tenant", event.tenantId().value())
                .param("id", event.siteId().value())
                .update();
    }

    @EventHandler
    void on(AssetCreated event) {
        add(event.tenantId(), "ASSET", event.assetId().value(), event.siteId(), null, null);
    }

    @EventHandler
    void on(DeviceRegistered event) {
        DeviceDetails details = event.details();
        add(
                event.tenantId(),
                "DEVICE",
                event.deviceId().value(),
                details.siteId(),
                details.assetId(),
                details.parentId());
    }

    private void add(
            TenantId tenantId,
            String kind,
            UUID id,
            @Nullable SiteId siteId,
            @Nullable AssetId assetId,
            @Nullable DeviceId parentId) {
        jdbc.sql("insert into directory_entry (tenant_id, kind, id, site_id, asset_id, parent_id)"
                        + " values (:tenant, :kind, :id, :site, :asset, :parent) on conflict do nothing")
                .param("tenant", tenantId.value())
                .param("kind", kind)
                .param("id", id)
                .param("site", siteId == null ? null : siteId.value())
                .param("asset", assetId == null ? null : assetId.value())
                .param("parent", parentId == null ? null : parentId.value())
                .update();
    }
}
