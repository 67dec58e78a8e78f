package io.atalaya.contract.device.command;

import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceDuty;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Says anew all that is known of a device, and what is to become of it. Repeating it changes nothing. It answers the
 * revision that the device then has.
 *
 * @param duty {@code null} leaves it as it is. A retired device must be taken back into use before anything else changes
 * @param revision the one that the sender has seen; refused if there is another since. {@code null} replaces any
 */
@RequiresPermission(Permission.MANAGE_DEVICES)
public record ChangeDevice(
        @TargetAggregateIdentifier DeviceId deviceId,
        TenantId tenantId,
        DeviceDetails details,
        @Nullable DeviceDuty duty,
        @Nullable Integer revision)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(
                new SiteReference.Target(SiteReference.Kind.DEVICE, deviceId.value()),
                SiteReference.place(details.siteId()),
                SiteReference.asset(details.assetId()),
                SiteReference.device(details.parentId(), "parentId"));
    }
}
