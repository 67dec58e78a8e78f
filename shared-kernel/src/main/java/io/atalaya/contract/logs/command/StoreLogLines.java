package io.atalaya.contract.logs.command;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.logs.LogLine;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * Store lines of a device's log. They are kept beside the event logs and go when their time is over.
 *
 * @param messageId the device's own name for the upload: one that comes again is stored once; {@code null} if it gave none
 * @param lines at least one
 */
@RequiresPermission(Permission.SEND_TELEMETRY)
public record StoreLogLines(
        @RoutingKey DeviceId deviceId,
        TenantId tenantId,
        @Nullable String messageId,
        Instant receivedAt,
        List<LogLine> lines)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.DEVICE, deviceId.value()));
    }
}
