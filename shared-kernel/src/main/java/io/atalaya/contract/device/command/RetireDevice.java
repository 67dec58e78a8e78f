package io.atalaya.contract.device.command;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes a device out of use for good, with its keys. Refused while other devices in use report through it. */
@RequiresPermission(Permission.MANAGE_DEVICES)
public record RetireDevice(@TargetAggregateIdentifier DeviceId deviceId, TenantId tenantId) implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.DEVICE, deviceId.value()));
    }
}
