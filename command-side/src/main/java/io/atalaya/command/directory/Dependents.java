package io.atalaya.command.directory;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What in the directory depends on what. Each question keeps others from changing its answer until the transaction ends:
 * whoever refers to an entry locks it first.
 */
@Component
public class Dependents {
    private final JdbcClient jdbc;

    Dependents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Rejection ASSET_IN_USE if devices in use are on the asset, or tickets that may still be worked on */
    public void requireNoneOn(TenantId tenantId, AssetId assetId) {
        lock(tenantId, "ASSET", assetId.value());
        if (exists(
                "directory_entry where tenant_id = :tenant and kind = 'DEVICE' and asset_id = :id and not retired",
                tenantId,
                assetId.value())) {
            throw Rejection.of(Rejection.Code.ASSET_IN_USE, "Devices are on it");
        }
        if (exists("directory_ticket where tenant_id = :tenant and asset_id = :id", tenantId, assetId.value())) {
            throw Rejection.of(Rejection.Code.ASSET_IN_USE, "Tickets about it are open");
        }
    }

    /** @throws Rejection DEVICE_IN_USE if devices in use report through this one */
    public void requireNoneBehind(TenantId tenantId, DeviceId gateway) {
        lock(tenantId, "DEVICE", gateway.value());
        if (exists(
                "directory_entry where tenant_id = :tenant and kind = 'DEVICE' and parent_id = :id and not retired",
                tenantId,
                gateway.value())) {
            throw Rejection.of(Rejection.Code.DEVICE_IN_USE, "Other devices report through it");
        }
    }

    /**
     * Of a tenant's devices, one at a time may change its gateway: two that do at once could make a circle that neither
     * sees.
     *
     * @throws Rejection PARENT_CYCLE if the device would be behind itself
     */
    public void requireNotBehind(TenantId tenantId, DeviceId device, @Nullable DeviceId gateway) {
        if (gateway == null) {
            return;
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('gateways ' || :tenant, 0))::text")
                .param("tenant", tenantId.toString())
                .query()
                .singleValue();
        boolean behindItself = jdbc.sql("with recursive gateways as (select :gateway as id"
                        + " union select entry.parent_id from directory_entry entry join gateways"
                        + " on entry.tenant_id = :tenant and entry.kind = 'DEVICE' and entry.id = gateways.id"
                        + " where entry.parent_id is not null)"
                        + " select exists(select 1 from gateways where id = :device)")
                .param("gateway", gateway.value())
                .param("tenant", tenantId.value())
                .param("device", device.value())
                .query(Boolean.class)
                .single();
        if (behindItself) {
            throw Rejection.ofField(
                    Rejection.Code.PARENT_CYCLE, "parentId", "reports through this very device, or is it");
        }
    }

    private boolean exists(String rows, TenantId tenantId, UUID id) {
        return jdbc.sql("select exists(select 1 from " + rows + ")")
                .param("tenant", tenantId.value())
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    private void lock(TenantId tenantId, String kind, UUID id) {
        jdbc.sql("select 1 from directory_entry where tenant_id = :tenant and kind = :kind and id = :id for update")
                .param("tenant", tenantId.value())
                .param("kind", kind)
                .param("id", id)
                .query(Integer.class)
                .optional();
    }
}
