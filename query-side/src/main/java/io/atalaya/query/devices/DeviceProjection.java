package io.atalaya.query.devices;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceDescribedItself;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.device.event.DeviceWentOffline;
import io.atalaya.contract.device.event.DeviceWentOnline;
import io.atalaya.kernel.Query;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
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
        rows.change(event.deviceId().value(), row -> row.change(DeviceStatus.ONLINE, event.at()));
        onlineTimes.began(event);
    }

    @EventHandler
    void on(DeviceWentOffline event) {
        rows.change(event.deviceId().value(), row -> row.change(DeviceStatus.OFFLINE, event.at()));
        onlineTimes.ended(event);
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
        filters.put("online", query.status() == null ? null : query.status() == DeviceStatus.ONLINE);
        filters.put("type", query.type());
        filters.put("area", query.area());
        filters.put("siteId", query.siteId() == null ? null : query.siteId().value());
        filters.put("assetId", query.assetId() == null ? null : query.assetId().value());
        return rows.list(query, filters, null, query.listing(), DeviceRow::view);
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
