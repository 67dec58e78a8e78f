package io.atalaya.query.sites;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.SiteScopedQuery;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where devices and assets stand, as the directory says that their commands write themselves: what a projection reads
 * about is there already, also in a replay.
 */
@Component
public class Whereabouts {
    private final JdbcClient jdbc;

    Whereabouts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a projection finds here it writes before the device or asset can be moved: so whoever follows the move finds
     * it written.
     *
     * @return the device's site or, if it stands nowhere, the asset's; {@code null} if that stands nowhere either
     */
    public @Nullable UUID siteOf(TenantId tenantId, @Nullable DeviceId deviceId, @Nullable AssetId assetId) {
        return jdbc.sql("select site_id from directory_entry where tenant_id = :tenant and site_id is not null"
                        + " and (kind = 'DEVICE' and id = :device::uuid or kind = 'ASSET' and id = :asset::uuid)"
                        + " order by kind desc limit 1 for share")
                .param("tenant", tenantId.value())
                .param("device", deviceId == null ? null : deviceId.value())
                .param("asset", assetId == null ? null : assetId.value())
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    /**
     * A device is there as soon as it has its key.
     *
     * @throws Rejection if the tenant has no such device, or not where the asker may look
     */
    public void requireDevice(SiteScopedQuery query, DeviceId deviceId) {
        if (!hasDevice(query, deviceId)) {
            throw Rejection.notFound("Device");
        }
    }

    /** Whether the tenant has such a device where the asker may look. */
    public boolean hasDevice(SiteScopedQuery query, DeviceId deviceId) {
        return jdbc.sql("select exists(select 1 from directory_entry where tenant_id = :tenant"
                        + " and kind = 'DEVICE' and id = :device and (:everywhere or site_id = any(:sites)))")
                .param("tenant", query.tenantId().value())
                .param("device", deviceId.value())
                .param("everywhere", query.within().isNone())
                .param("sites", sites(query))
                .query(Boolean.class)
                .single();
    }

    /** @throws Rejection if the tenant has no such asset, or not where the asker may look */
    public void requireAsset(SiteScopedQuery query, AssetId assetId) {
        if (!hasAsset(query, assetId)) {
            throw Rejection.notFound("Asset");
        }
    }

    /** Whether the tenant has such an asset where the asker may look. */
    public boolean hasAsset(SiteScopedQuery query, AssetId assetId) {
        return jdbc.sql(
                        "select exists(select 1 from directory_entry where tenant_id = :tenant"
                                + " and kind = 'ASSET' and id = :asset and not retired and (:everywhere or site_id = any(:sites)))")
                .param("tenant", query.tenantId().value())
                .param("asset", assetId.value())
                .param("everywhere", query.within().isNone())
                .param("sites", sites(query))
                .query(Boolean.class)
                .single();
    }

    /** The devices on an asset, those only that stand where the asker may look. */
    public List<DeviceId> devicesOn(SiteScopedQuery query, AssetId assetId) {
        return jdbc.sql("select id from device_view where tenant_id = :tenant and asset_id = :asset"
                        + " and (:everywhere or site_id = any(:sites))")
                .param("tenant", query.tenantId().value())
                .param("asset", assetId.value())
                .param("everywhere", query.within().isNone())
                .param("sites", sites(query))
                .query((row, number) -> new DeviceId(row.getObject("id", UUID.class)))
                .list();
    }

    private static UUID[] sites(SiteScopedQuery query) {
        return query.within().siteIds().stream().map(SiteId::value).toArray(UUID[]::new);
    }
}
