package io.atalaya.command.device;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
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
    private final LoadingCache<DeviceId, Optional<Entry>> entries = Caffeine.newBuilder()
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
        return entry(tenantId, deviceId).isPresent();
    }

    /**
     * Answered from memory, as {@link #contains}.
     *
     * @throws Rejection if the tenant has no such device, or DEVICE_RETIRED
     */
    public void requireInUse(TenantId tenantId, DeviceId deviceId) {
        Entry entry = entry(tenantId, deviceId).orElseThrow(() -> Rejection.notFound("Device"));
        if (entry.retired()) {
            throw Rejection.of(Rejection.Code.DEVICE_RETIRED, "The device is retired");
        }
    }

    private Optional<Entry> entry(TenantId tenantId, DeviceId deviceId) {
        Optional<Entry> entry = entries.get(deviceId);
        if (entry.isEmpty()) {
            entries.invalidate(deviceId);
        }
        return entry.filter(known -> known.tenantId().equals(tenantId));
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
        forget(tenantId, deviceId, serialNumber);
        return jdbc.sql("insert into device_directory (device_id, tenant_id, serial_number)"
                                + " values (:device, :tenant, :serial)"
                                + " on conflict (tenant_id, serial_number) where retired_at is null do nothing")
                        .param("device", deviceId.value())
                        .param("tenant", tenantId.value())
                        .param("serial", serialNumber)
                        .update()
                == 1;
    }

    /**
     * Gives a device another serial number, or takes it back into use.
     *
     * @return whether the serial number was free in the tenant; if not, the transaction can only be rolled back
     */
    boolean claim(TenantId tenantId, DeviceId deviceId, String serialNumber) {
        forget(tenantId, deviceId, serialNumber);
        try {
            jdbc.sql("update device_directory set serial_number = :serial, retired_at = null"
                            + " where tenant_id = :tenant and device_id = :device")
                    .param("serial", serialNumber)
                    .param("tenant", tenantId.value())
                    .param("device", deviceId.value())
                    .update();
            return true;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    /** From now on the serial number is free, and whoever knows the device by it knows that it is retired. */
    void retire(TenantId tenantId, DeviceId deviceId, String serialNumber, Instant at) {
        forget(tenantId, deviceId, serialNumber);
        jdbc.sql("update device_directory set retired_at = :at where tenant_id = :tenant and device_id = :device")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("tenant", tenantId.value())
                .param("device", deviceId.value())
                .update();
    }

    /** Once more after the commit: until then, a request could read the old state into the cache again. */
    private void forget(TenantId tenantId, DeviceId deviceId, String serialNumber) {
        Name name = new Name(tenantId, serialNumber);
        Runnable forget = () -> {
            entries.invalidate(deviceId);
            named.invalidate(name);
        };
        forget.run();
        CurrentUnitOfWork.ifStarted(unitOfWork -> unitOfWork.afterCommit(done -> forget.run()));
    }

    private Optional<Entry> load(DeviceId deviceId) {
        return jdbc.sql("select tenant_id, retired_at is not null as retired from device_directory_of(:device)")
                .param("device", deviceId.value())
                .query((row, number) ->
                        new Entry(new TenantId(row.getObject("tenant_id", UUID.class)), row.getBoolean("retired")))
                .optional();
    }

    private Optional<DeviceId> load(Name name) {
        return TenantScope.tenant(name.tenantId(), () -> transaction.execute(status -> find(name)));
    }

    private Optional<DeviceId> find(Name name) {
        return jdbc.sql("select device_id from device_directory where tenant_id = :tenant"
                        + " and (serial_number = :name or device_id = :id::uuid)"
                        // A serial number is that of the device in use, or else of the one that was retired last.
                        + " order by serial_number = :name desc, retired_at desc nulls first limit 1")
                .param("tenant", name.tenantId().value())
                .param("name", name.text())
                .param("id", name.asId())
                .query(UUID.class)
                .optional()
                .map(DeviceId::new);
    }

    private record Entry(TenantId tenantId, boolean retired) {}

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
