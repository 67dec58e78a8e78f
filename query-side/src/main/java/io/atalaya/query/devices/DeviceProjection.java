package io.atalaya.query.devices;

import io.atalaya.contract.device.event.DeviceDescribedItself;
import io.atalaya.contract.device.event.DeviceRegistered;
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
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/** Keeps the read model of devices. */
@Component
@ProcessingGroup(DeviceProjection.PROCESSING_GROUP)
public class DeviceProjection {
    public static final String PROCESSING_GROUP = "devices";

    private final DeviceRows rows;
    private final DeviceSettings settings;
    private final Clock clock;

    DeviceProjection(DeviceRows rows, DeviceSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    @EventHandler
    void on(DeviceRegistered event, EventMessage<DeviceRegistered> message) {
        rows.createOnce(event.deviceId().value(), () -> new DeviceRow(event, LogPosition.of(message)));
    }

    @EventHandler
    void on(DeviceDescribedItself event) {
        rows.change(event.deviceId().value(), row -> row.describe(event));
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
    }

    @QueryHandler
    Page<DeviceView> find(FindDevices query) {
        Instant onlineSince = onlineSince();
        Map<String, @Nullable Object> filters = new HashMap<>();
        filters.put("type", query.type());
        filters.put("area", query.area());
        filters.put("siteId", query.siteId() == null ? null : query.siteId().value());
        filters.put("assetId", query.assetId() == null ? null : query.assetId().value());
        return rows.list(
                query,
                filters,
                query.status() == null ? null : withStatus(query.status(), onlineSince),
                query.listing(),
                row -> row.view(onlineSince));
    }

    @QueryHandler
    DeviceView find(FindDevice query) {
        return rows.require(query, query.id().value(), "Device").view(onlineSince());
    }

    private Instant onlineSince() {
        return clock.instant().minus(settings.offlineAfter());
    }

    private static Specification<DeviceRow> withStatus(DeviceStatus status, Instant onlineSince) {
        return switch (status) {
            case ONLINE -> (row, query, is) -> is.greaterThan(row.get("lastSeenAt"), onlineSince);
            case OFFLINE ->
                (row, query, is) -> is.or(
                        is.isNull(row.get("lastSeenAt")), is.lessThanOrEqualTo(row.get("lastSeenAt"), onlineSince));
        };
    }
}
