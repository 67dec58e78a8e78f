package io.atalaya.query.readings;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.List;

/** Reports of two devices of one tenant. */
final class SomeReports {
    static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    static final DeviceId OTHER_DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d2");
    static final Instant RECEIVED = Instant.parse("2026-03-01T08:00:00Z");

    private SomeReports() {}

    static ReadingsRecorded report(DeviceId device, Reading... readings) {
        return new ReadingsRecorded(TENANT, device, null, RECEIVED, List.of(readings));
    }

    static Reading reading(String metric, double value, Instant measuredAt) {
        return new Reading(metric, value, "°C", 100, measuredAt);
    }
}
