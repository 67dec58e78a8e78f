package io.atalaya.command.telemetry.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.telemetry.IngestionSettings;
import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.atalaya.command.telemetry.ReportTimes;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.command.RecordReadings;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where devices report: the canonical form. */
@RestController
@RequestMapping("/api/v1/devices/{deviceId}/readings")
class ReadingsEndpoint {
    private final CommandDispatcher commands;
    private final IngestionSettings settings;
    private final ReportTimes times;

    ReadingsEndpoint(CommandDispatcher commands, IngestionSettings settings, ReportTimes times) {
        this.commands = commands;
        this.settings = settings;
        this.times = times;
    }

    /** Answers 202 once the report is durable. A device may report only for itself. */
    @PostMapping
    ResponseEntity<Recorded> report(
            @PathVariable DeviceId deviceId, @Valid @RequestBody ReportRequest request, Caller caller) {
        if (caller.deviceId() != null && !caller.deviceId().equals(deviceId)) {
            throw Rejection.notFound("Device");
        }
        Receipt<Recorded> receipt = commands.send(
                new RecordReadings(deviceId, caller.tenantId(), request.messageId(), readings(request)), caller);
        return ResponseEntity.accepted()
                .header(Receipt.POSITION_HEADER, Long.toString(receipt.result().position()))
                .body(receipt.result());
    }

    private List<Reading> readings(ReportRequest request) {
        if (request.readings().size() > settings.maxReadingsPerReport()) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST,
                    "readings",
                    "holds more than " + settings.maxReadingsPerReport() + " readings");
        }
        Instant now = times.next();
        Set<String> timeless = new HashSet<>();
        List<Reading> readings = new ArrayList<>(request.readings().size());
        for (int index = 0; index < request.readings().size(); index++) {
            ReadingRequest reading = request.readings().get(index);
            readings.add(new Reading(
                    reading.metric(),
                    value(reading.value(), index),
                    reading.unit(),
                    reading.quality() == null ? 100 : reading.quality(),
                    time(reading, now, timeless)));
        }
        return readings;
    }

    /** Readings without a time get the report's; another one of the same metric gets the next. */
    private Instant time(ReadingRequest reading, Instant reported, Set<String> timeless) {
        if (reading.measuredAt() != null) {
            return reading.measuredAt();
        }
        return timeless.add(reading.metric()) ? reported : times.next();
    }

    /** A number, or a truth value, which is stored as 1 or 0. */
    private static double value(Object value, int index) {
        return switch (value) {
            case Boolean truth -> truth ? 1 : 0;
            case Number number when Double.isFinite(number.doubleValue()) -> number.doubleValue();
            default ->
                throw Rejection.ofField(
                        Rejection.Code.INVALID_REQUEST,
                        "readings[" + index + "].value",
                        "must be a finite number, or true or false");
        };
    }

    /** @param messageId the device's own name for this report, so that it can be sent again safely */
    record ReportRequest(
            @Nullable @Pattern(regexp = "[\\x21-\\x7e]{1,128}", message = "must be 1 to 128 printable ASCII characters")
            String messageId,

            @NotEmpty List<@Valid @NotNull ReadingRequest> readings) {}

    record ReadingRequest(
            @NotNull
            @Pattern(regexp = "[A-Za-z0-9_.:/-]{1,64}", message = "must be 1 to 64 letters, digits or _ . : / -")
            String metric,

            @NotNull Object value,

            @Nullable @Pattern(regexp = "\\P{Cntrl}{1,32}", message = "must be 1 to 32 printable characters")
            String unit,

            @Nullable @Min(0) @Max(100) Integer quality,
            @Nullable Instant measuredAt) {}
}
