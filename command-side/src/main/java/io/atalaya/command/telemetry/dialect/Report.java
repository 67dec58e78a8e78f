package io.atalaya.command.telemetry.dialect;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.command.RecordReadings;
import io.atalaya.kernel.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report in whichever dialect, understood: what every translator makes of its dialect's body.
 *
 * @param messageId the device's own name for the report; {@code null} if it gave none
 * @param times where the dialect says its times, for refusals
 */
public record Report(@Nullable String messageId, List<Reading> readings, Times times) {

    public RecordReadings by(DeviceId deviceId, TenantId tenantId) {
        return new RecordReadings(deviceId, tenantId, messageId, readings);
    }

    /** Where a dialect says when something was measured. */
    public enum Times {
        /** {@code readings[0].measuredAt} */
        MEASURED_AT_OF_READING,
        /** {@code readings[0].timestamp} */
        TIMESTAMP_OF_READING,
        /** {@code timestamp}, for the whole report */
        TIMESTAMP;

        /** @param canonical the field's name in the canonical form */
        public String named(String canonical) {
            return switch (this) {
                case MEASURED_AT_OF_READING -> canonical;
                case TIMESTAMP_OF_READING -> canonical.replace("measuredAt", "timestamp");
                case TIMESTAMP -> "timestamp";
            };
        }
    }
}
