package io.atalaya.query.devices;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceRetired;
import io.atalaya.contract.device.event.DeviceWentOffline;
import io.atalaya.contract.device.event.DeviceWentOnline;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When devices were online, one row for each time, and how much that makes. */
@Component
class OnlineTimes {
    private static final double MICROS_PER_SECOND = 1_000_000;

    private final JdbcClient jdbc;

    OnlineTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void began(DeviceWentOnline event) {
        jdbc.sql("insert into device_uptime (device_id, tenant_id, online_from)"
                        + " values (:device, :tenant, :from) on conflict (device_id, online_from) do nothing")
                .param("device", event.deviceId().value())
                .param("tenant", event.tenantId().value())
                .param("from", event.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends the last time that began before, which is the same one however often the event is read. */
    void ended(DeviceWentOffline event) {
        int rows = jdbc.sql("update device_uptime set online_to = :to where device_id = :device and tenant_id = :tenant"
                        + " and online_from = (select max(online_from) from device_uptime"
                        + " where device_id = :device and online_from < :to)")
                .param("device", event.deviceId().value())
                .param("tenant", event.tenantId().value())
                .param("to", event.at().atOffset(ZoneOffset.UTC))
                .update();
        if (rows != 1) {
            throw new IllegalStateException("There is no time online to end for " + event);
        }
    }

    /** Ends the time that lasts, if any does. */
    void broken(DeviceRetired event, Instant at) {
        jdbc.sql("update device_uptime set online_to = greatest(:at, online_from)"
                        + " where device_id = :device and tenant_id = :tenant and online_to is null")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("device", event.deviceId().value())
                .param("tenant", event.tenantId().value())
                .update();
    }

    void clear() {
        jdbc.sql("truncate device_uptime").update();
    }

    UptimeView uptime(TenantId tenantId, DeviceId deviceId, Instant registeredAt, Instant now) {
        List<UptimeView.Range> ranges = Stream.of(1, 7, 30)
                .map(days -> range(tenantId, deviceId, start(registeredAt, now, Duration.ofDays(days)), now))
                .toList();
        return new UptimeView(ranges.get(0), ranges.get(1), ranges.get(2));
    }

    private static Instant start(Instant registeredAt, Instant now, Duration length) {
        Instant start = now.minus(length);
        Instant counted = registeredAt.isAfter(start) ? registeredAt : start;
        return counted.isAfter(now) ? now : counted;
    }

    private UptimeView.Range range(TenantId tenantId, DeviceId deviceId, Instant from, Instant to) {
        double online = jdbc.sql("select coalesce(sum(extract(epoch from"
                        + " least(coalesce(online_to, :to), :to) - greatest(online_from, :from))), 0)"
                        + " from device_uptime where tenant_id = :tenant and device_id = :device"
                        + " and online_from < :to and (online_to > :from or online_to is null)")
                .param("tenant", tenantId.value())
                .param("device", deviceId.value())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(Double.class)
                .single();
        double length = Duration.between(from, to).toNanos() / 1_000 / MICROS_PER_SECOND;
        return new UptimeView.Range(from, to, (long) online, length == 0 ? 0 : Math.min(1, online / length));
    }
}
