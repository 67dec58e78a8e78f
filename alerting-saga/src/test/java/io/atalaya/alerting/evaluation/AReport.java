package io.atalaya.alerting.evaluation;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.TenantId;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;

/** Builds recorded reports under a given event id. */
final class AReport {
    static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    static final DeviceId OTHER_DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d2");

    private AReport() {}

    static EventMessage<ReadingsRecorded> of(String eventId, Reading... readings) {
        return from(DEVICE, eventId, readings);
    }

    static EventMessage<ReadingsRecorded> from(DeviceId device, String eventId, Reading... readings) {
        ReadingsRecorded report = new ReadingsRecorded(TENANT, device, null, AReading.START, List.of(readings));
        return new GenericEventMessage<>(
                eventId, report, Map.of(MetadataKeys.CORRELATION_ID, "request-of-" + eventId), AReading.START);
    }
}
