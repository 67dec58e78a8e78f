package io.atalaya.query.devices;

import io.atalaya.contract.device.DeviceDuty;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceDescribedItself;
import io.atalaya.contract.device.event.DeviceMaintenanceBegan;
import io.atalaya.contract.device.event.DeviceMaintenanceEnded;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.device.event.DeviceReinstated;
import io.atalaya.contract.device.event.DeviceRetired;
import io.atalaya.contract.device.event.DeviceWentOffline;
import io.atalaya.contract.device.event.DeviceWentOnline;
import io.atalaya.kernel.Query;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/** Keeps the read model of devices and of when they were online. */
@Component
@ProcessingGroup(DeviceProjection.PROCESSING_GROUP)
public class DeviceProjection {
    public static final String PROCESSING_GROUP = "devices";

    private final DeviceRows rows;
    private final OnlineTimes onlineTimes;
    private final Clock clock;

    DeviceProjection(DeviceRows rows, OnlineTimes onlineTimes, Clock clock) {
        this.rows = rows;
        this.onlineTimes = onlineTimes;
        this.clock = clock;
    }

    @EventHandler
    void on(DeviceRegistered event, EventMessage<DeviceRegistered> message) {
        rows.createOnce(
                event.deviceId().value(), () -> new DeviceRow(event, message.getTimestamp(), LogPosition.of(message)));
    }

    @EventHandler
    void on(DeviceWentOnline event) {
        rows.change(event.deviceId().value(), row -> row.change(true, event.at()));
        onlineTimes.began(event);
    }

    @EventHandler
    void on(DeviceWentOffline event) {
        rows.change(event.deviceId().value(), row -> row.change(false, event.at()));
        onlineTimes.ended(event);
    }

    @EventHandler
    void on(DeviceChanged event) {
        rows.change(event.deviceId().value(), row -> row.describe(event.details(), event.revision()));
    }

    @EventHandler
    void on(DeviceMaintenanceBegan event, @Timestamp Instant at) {
        rows.change(event.deviceId().value(), row -> row.take(DeviceDuty.MAINTENANCE, at));
    }

    @EventHandler
    void on(DeviceMaintenanceEnded event, @Timestamp Instant at) {
        rows.change(event.deviceId().value(), row -> row.take(DeviceDuty.IN_USE, at));
    }

    @EventHandler
    void on(DeviceRetired event, @Timestamp Instant at) {
        rows.change(event.deviceId().value(), row -> {
            row.take(DeviceDuty.RETIRED, at);
            row.change(false, at);
        });
        onlineTimes.broken(event, at);
    }

    @EventHandler
    void on(DeviceReinstated event, @Timestamp Instant at) {
        rows.change(event.deviceId().value(), row -> row.take(DeviceDuty.IN_USE, at));
    }

    @EventHandler
    void on(DeviceDescribedItself event) {
        rows.change(event.deviceId().value(), row -> row.describe(event));
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
        onlineTimes.clear();
    }

    @QueryHandler
    Page<DeviceView> find(FindDevices query) {
        Map<String, @Nullable Object> filters = new HashMap<>();
        filters.put("type", query.type());
        filters.put("area", query.area());
        filters.put("siteId", query.siteId() == null ? null : query.siteId().value());
        filters.put("assetId", query.assetId() == null ? null : query.assetId().value());
        return rows.list(query, filters, of(query.status()), query.listing(), DeviceRow::view);
    }

    private static Specification<DeviceRow> of(@Nullable DeviceStatus status) {
        return switch (status) {
            case null -> (row, sql, is) -> is.notEqual(row.get("duty"), DeviceDuty.RETIRED);
            case ONLINE -> inUse(true);
            case OFFLINE -> inUse(false);
            case MAINTENANCE -> (row, sql, is) -> is.equal(row.get("duty"), DeviceDuty.MAINTENANCE);
            case RETIRED -> (row, sql, is) -> is.equal(row.get("duty"), DeviceDuty.RETIRED);
        };
    }

    private static Specification<DeviceRow> inUse(boolean online) {
        return (row, sql, is) ->
                is.and(is.equal(row.get("duty"), DeviceDuty.IN_USE), is.equal(row.get("online"), online));
    }

    @QueryHandler
    DeviceView find(FindDevice query) {
        return require(query, query.id()).view();
    }

    @QueryHandler
    DeviceStatusView find(FindDeviceStatus query) {
        DeviceRow device = require(query, query.id());
        return device.statusView(
                onlineTimes.uptime(query.tenantId(), query.id(), device.registeredAt(), clock.instant()));
    }

    private DeviceRow require(Query query, DeviceId deviceId) {
        return rows.require(query, deviceId.value(), "Device");
    }
}
