package io.atalaya.query.devices;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceDuty;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.ReportedStatus;
import io.atalaya.contract.device.event.DeviceDescribedItself;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.site.SiteId;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "device_view")
class DeviceRow extends ReadModel {
    @Column(name = "name")
    private String name;

    @Column(name = "type")
    private String type;

    @Column(name = "site_id")
    private @Nullable UUID siteId;

    @Column(name = "asset_id")
    private @Nullable UUID assetId;

    @Column(name = "area")
    private @Nullable String area;

    @Column(name = "details")
    @JdbcTypeCode(SqlTypes.JSON)
    private DeviceDetails details;

    @Column(name = "reported_status")
    @Enumerated(EnumType.STRING)
    private @Nullable ReportedStatus reportedStatus;

    @Column(name = "reported_message")
    private @Nullable String reportedMessage;

    @Column(name = "reported_firmware")
    private @Nullable String reportedFirmware;

    @Column(name = "reported_at")
    private @Nullable Instant reportedAt;

    @Column(name = "registered_at", nullable = false, updatable = false)
    private Instant registeredAt;

    @Column(name = "online")
    private boolean online;

    @Column(name = "status_since")
    private Instant statusSince;

    @Column(name = "revision")
    private int revision;

    @Column(name = "duty")
    @Enumerated(EnumType.STRING)
    private DeviceDuty duty;

    @Column(name = "duty_since")
    private Instant dutySince;

    /** Kept by the readings projection, which sees every report. */
    @Formula("(select seen.last_seen_at from device_seen seen where seen.device_id = id)")
    private @Nullable Instant lastSeenAt;

    @SuppressWarnings("NullAway.Init")
    protected DeviceRow() {}

    DeviceRow(DeviceRegistered event, Instant registeredAt, long position) {
        super(event.deviceId().value(), event.tenantId(), position);
        describe(event.details(), 1);
        this.registeredAt = registeredAt;
        statusSince = registeredAt;
        duty = DeviceDuty.IN_USE;
        dutySince = registeredAt;
    }

    final void describe(DeviceDetails known, int itsRevision) {
        details = known;
        name = known.name();
        type = known.type();
        siteId = known.siteId() == null ? null : known.siteId().value();
        assetId = known.assetId() == null ? null : known.assetId().value();
        area = known.area();
        revision = itsRevision;
    }

    void take(DeviceDuty other, Instant since) {
        duty = other;
        dutySince = since;
    }

    void describe(DeviceDescribedItself event) {
        reportedStatus = event.description().status();
        reportedMessage = event.description().message();
        reportedFirmware = event.description().firmwareVersion();
        reportedAt = event.at();
    }

    void change(boolean isOnline, Instant since) {
        online = isOnline;
        statusSince = since;
    }

    DeviceStatusView statusView(UptimeView uptime) {
        return new DeviceStatusView(new DeviceId(id()), status(), since(), lastSeenAt, uptime);
    }

    Instant registeredAt() {
        return registeredAt;
    }

    private DeviceStatus status() {
        return switch (duty) {
            case IN_USE -> online ? DeviceStatus.ONLINE : DeviceStatus.OFFLINE;
            case MAINTENANCE -> DeviceStatus.MAINTENANCE;
            case RETIRED -> DeviceStatus.RETIRED;
        };
    }

    private Instant since() {
        return duty == DeviceDuty.IN_USE && statusSince.isAfter(dutySince) ? statusSince : dutySince;
    }

    DeviceView view() {
        return new DeviceView(
                new DeviceId(id()),
                name,
                type,
                details.serialNumber(),
                details.protocol(),
                details.connectionString(),
                siteId == null ? null : new SiteId(siteId),
                assetId == null ? null : new AssetId(assetId),
                details.parentId(),
                area,
                details.location(),
                details.config(),
                details.metadata(),
                reportedFirmware == null ? details.firmwareVersion() : reportedFirmware,
                lastSeenAt,
                status(),
                since(),
                revision,
                reportedAt == null ? null : new DeviceView.Reported(reportedStatus, reportedMessage, reportedAt));
    }
}
