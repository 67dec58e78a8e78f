package io.atalaya.command.telemetry;

import io.atalaya.command.device.DeviceDirectory;
import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.atalaya.command.telemetry.RecordReadingsHandler.Taken;
import io.atalaya.command.telemetry.dialect.Report;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What all ways in have in common, whatever the dialect: whose report it is, and that it is durable before it is answered. */
@Component
public class ReportIntake {
    private final DeviceDirectory devices;
    private final RecordReadingsHandler handler;
    private final IngestionSettings settings;

    ReportIntake(DeviceDirectory devices, RecordReadingsHandler handler, IngestionSettings settings) {
        this.devices = devices;
        this.handler = handler;
        this.settings = settings;
    }

    /**
     * @param name serial number or id; {@code null} if the report names no device: then the key does
     * @param field where the dialect names it
     * @throws Rejection if the caller may not send telemetry, or not for that device, or there is none
     */
    public DeviceId device(Caller caller, @Nullable String name, String field) {
        caller.require(Permission.SEND_TELEMETRY);
        if (name == null) {
            DeviceId own = caller.deviceId();
            if (own == null) {
                throw Rejection.ofField(
                        Rejection.Code.INVALID_REQUEST, field, "must name the device, since the credential names none");
            }
            return own;
        }
        DeviceId device = devices.named(caller.tenantId(), name).orElseThrow(() -> Rejection.notFound("Device"));
        return own(caller, device);
    }

    /**
     * @return the device
     * @throws Rejection if the caller may not send telemetry, or only that of another device
     */
    public DeviceId own(Caller caller, DeviceId device) {
        caller.require(Permission.SEND_TELEMETRY);
        if (caller.deviceId() != null && !caller.deviceId().equals(device)) {
            throw Rejection.notFound("Device");
        }
        return device;
    }

    /**
     * Returns once the report is durable.
     *
     * @throws Rejection naming the dialect's own field, if a time cannot be stored
     */
    public Recorded record(Report report, DeviceId device, Caller caller) {
        return take(report, device, caller).await();
    }

    /**
     * As {@link #record}, without waiting for the commit.
     *
     * @throws Rejection INGESTION_OVERLOADED if too many reports are waiting already
     */
    public Taken take(Report report, DeviceId device, Caller caller) {
        if (report.readings().size() > settings.maxReadingsPerReport()) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST,
                    "readings",
                    "holds more than " + settings.maxReadingsPerReport() + " readings");
        }
        try {
            return handler.handle(report.by(device, caller.tenantId()), caller.metadata());
        } catch (Rejection rejection) {
            throw inItsDialect(rejection, report.times());
        }
    }

    private static Rejection inItsDialect(Rejection rejection, Report.Times times) {
        String field = rejection.field();
        return field == null
                ? rejection
                : Rejection.ofField(rejection.code(), times.named(field), String.valueOf(rejection.getMessage()));
    }
}
