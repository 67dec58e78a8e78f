package io.atalaya.contract.telemetry.event;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A device's report, as it was accepted.
 *
 * @param receivedAt by the server's clock
 */
@Revision("1")
public record ReadingsRecorded(
        TenantId tenantId, DeviceId deviceId, @Nullable String messageId, Instant receivedAt, List<Reading> readings) {}
