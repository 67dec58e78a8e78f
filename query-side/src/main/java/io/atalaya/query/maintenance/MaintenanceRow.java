package io.atalaya.query.maintenance;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.contract.maintenance.event.MaintenanceBegan;
import io.atalaya.contract.maintenance.event.MaintenanceCancelled;
import io.atalaya.contract.maintenance.event.MaintenanceEnded;
import io.atalaya.contract.maintenance.event.MaintenanceEvent;
import io.atalaya.contract.maintenance.event.MaintenancePlanned;
import io.atalaya.contract.site.SiteId;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "maintenance_view")
class MaintenanceRow extends ReadModel {
    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private MaintenanceStatus status;

    @Column(name = "begins_at")
    private Instant from;

    @Column(name = "ends_at")
    private Instant to;

    @Column(name = "reason")
    private String reason;

    @Column(name = "device_id")
    private @Nullable UUID deviceId;

    @Column(name = "asset_id")
    private @Nullable UUID assetId;

    @Column(name = "of_site_id")
    private @Nullable UUID ofSiteId;

    /** Where its device, asset or site is; only to filter by. Moved by {@link MaintenanceSites}. */
    @Column(name = "site_id", updatable = false)
    @SuppressWarnings("UnusedVariable") // queries name it
    private @Nullable UUID siteId;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected MaintenanceRow() {}

    MaintenanceRow(MaintenancePlanned event, @Nullable UUID siteId, long position) {
        super(event.maintenanceId().value(), event.tenantId(), position);
        MaintenanceScope scope = event.scope();
        status = MaintenanceStatus.PLANNED;
        from = event.from();
        to = event.to();
        reason = event.reason();
        deviceId = scope.deviceId() == null ? null : scope.deviceId().value();
        assetId = scope.assetId() == null ? null : scope.assetId().value();
        ofSiteId = scope.siteId() == null ? null : scope.siteId().value();
        this.siteId = siteId;
    }

    void apply(MaintenanceEvent event, Instant at) {
        switch (event) {
            case MaintenancePlanned planned ->
                throw new IllegalStateException("Planned twice: " + planned.maintenanceId());
            case MaintenanceBegan began -> status = MaintenanceStatus.UNDER_WAY;
            case MaintenanceEnded ended -> {
                status = MaintenanceStatus.ENDED;
                endedAt = at;
            }
            case MaintenanceCancelled cancelled -> {
                status = MaintenanceStatus.CANCELLED;
                endedAt = at;
            }
        }
    }

    MaintenanceView view() {
        return new MaintenanceView(
                new MaintenanceId(id()),
                status,
                from,
                to,
                reason,
                deviceId == null ? null : new DeviceId(deviceId),
                assetId == null ? null : new AssetId(assetId),
                ofSiteId == null ? null : new SiteId(ofSiteId),
                endedAt);
    }
}
