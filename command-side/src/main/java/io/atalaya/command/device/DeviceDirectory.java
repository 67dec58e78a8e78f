package io.atalaya.command.device;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.TenantScope;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Which device belongs to which tenant, held in memory for ingestion; and the serial numbers that are taken. */
@Component
public class DeviceDirectory {
    /** No serial number is longer. */
    private static final int MAX_NAME = 128;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final LoadingCache<DeviceId, Optional<TenantId>> tenants = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterWrite(Duration.ofSeconds(4))
            .build(this::load);

    private final LoadingCache<Name, Optional<DeviceId>> named = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterWrite(Duration.ofSeconds(4))
            .build(this::load);

    DeviceDirectory(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Answered from memory; a device that is not there is looked for again. */
    public boolean contains(TenantId tenantId, DeviceId deviceId) {
        Optional<TenantId> owner = tenants.get(deviceId);
        if (owner.isEmpty()) {
            tenants.invalidate(deviceId);
        }
        return owner.filter(tenantId::equals).isPresent();
    }

    /**
     * The tenant's device of that serial number, or else of that id. Answered from memory; a device that is not there is
     * looked for again.
     */
    public Optional<DeviceId> named(TenantId tenantId, String serialNumberOrId) {
        if (serialNumberOrId.length() > MAX_NAME) {
            return Optional.empty();
        }
        Name name = new Name(tenantId, serialNumberOrId);
        Optional<DeviceId> device = named.get(name);
        if (device.isEmpty()) {
            named.invalidate(name);
        }
        return device;
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

    private Optional<DeviceId> load(Name name) {
        return TenantScope.tenant(name.tenantId(), () -> transaction.execute(status -> find(name)));
    }

    private Optional<DeviceId> find(Name name) {
        return jdbc.sql("select device_id from device_directory where tenant_id = :tenant"
                        + " and (serial_number = :name or device_id = :id::uuid)"
                        + " order by serial_number = :name desc limit 1")
                .param("tenant", name.tenantId().value())
                .param("name", name.text())
                .param("id", name.asId())
                .query(UUID.class)
                .optional()
                .map(DeviceId::new);
    }

    private record Name(TenantId tenantId, String text) {
        private static final int ID_LENGTH = 36;

        @Nullable
        UUID asId() {
            if (text.length() != ID_LENGTH) {
                return null;
            }
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException notAnId) {
                return null;
            }
        }
    }
}
