package io.atalaya.contract.device.command;

import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import org.axonframework.commandhandling.RoutingKey;

/** Adds a device to the tenant and issues its API key, which only the answer to this command holds. */
@RequiresPermission(Permission.MANAGE_DEVICES)
public record RegisterDevice(@RoutingKey DeviceId deviceId, TenantId tenantId, DeviceDetails details)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(
                SiteReference.place(details.siteId()),
                SiteReference.asset(details.assetId()),
                SiteReference.device(details.parentId(), "parentId"));
    }
}
