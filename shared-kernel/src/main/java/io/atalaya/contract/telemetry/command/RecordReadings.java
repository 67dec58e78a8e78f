package io.atalaya.contract.telemetry.command;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * Store what a device has reported. Every dialect is translated into this command.
 *
 * @param messageId the device's own name for the report: a report that comes again is stored once; {@code null} if it
 *     gave none
 */
@RequiresPermission(Permission.SEND_TELEMETRY)
public record RecordReadings(
        @RoutingKey DeviceId deviceId,
        TenantId tenantId,
        @Nullable String messageId,
        List<Reading> readings) implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.DEVICE, deviceId.value()));
    }
}
