package io.atalaya.contract.device.command;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A device says how it is. Saying the same again changes nothing, and neither does what comes late.
 *
 * @param at by the device's clock
 */
@RequiresPermission(Permission.SEND_TELEMETRY)
public record DescribeDevice(
        @TargetAggregateIdentifier DeviceId deviceId, TenantId tenantId, SelfDescription said, Instant at)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.DEVICE, deviceId.value()));
    }
}
