package io.atalaya.command.device;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which device belongs to which tenant, held in memory for ingestion; and the serial numbers that are taken. */
@Component
public class DeviceDirectory {
    private final JdbcClient jdbc;
    private final LoadingCache<DeviceId, Optional<TenantId>> tenants = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterWrite(Duration.ofSeconds(4))
            .build(this::load);

    DeviceDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Answered from memory; a device that is not there is looked for again. */
    public boolean contains(TenantId tenantId, DeviceId deviceId) {
        Optional<TenantId> owner = tenants.get(deviceId);
        if (owner.isEmpty()) {
            tenants.invalidate(deviceId);
        }
        return owner.filter(tenantId::equals).isPresent();
    }

    /** @return whether the serial number was free in the tenant; it is taken now */
    boolean reserve(TenantId tenantId, DeviceId deviceId, String serialNumber) {
        return jdbc.sql(
                                "insert into device_directory (device_id, tenant_id, serial_number)"
                                        + " values (:device, :tenant, :serial) on conflict (tenant_id, serial_number) do nothing")
                        .param("device", deviceId.value())
                        .param("tenant", tenantId.value())
                        .param("serial", serialNumber)
                        .update()
                == 1;
    }

    private Optional<TenantId> load(DeviceId deviceId) {
        return jdbc.sql("select tenant_of_device(:device)")
                .param("device", deviceId.value())
                .query(UUID.class)
                .optional()
                .map(TenantId::new);
    }
}
