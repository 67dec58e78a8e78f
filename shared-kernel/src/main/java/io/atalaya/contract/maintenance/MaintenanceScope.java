package io.atalaya.contract.maintenance;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.SiteReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which devices are worked on: at most one of the three is set; none means every device of the tenant. */
public record MaintenanceScope(
        @Nullable DeviceId deviceId,
        @Nullable AssetId assetId,
        @Nullable SiteId siteId) {
    public MaintenanceScope {
        int set = (deviceId == null ? 0 : 1) + (assetId == null ? 0 : 1) + (siteId == null ? 0 : 1);
        if (set > 1) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST,
                    "deviceId",
                    "Maintenance is of one device, one asset, one site or, with none of them, the tenant");
        }
    }

    /** What a command that is about them refers to. */
    public List<SiteReference> siteReferences() {
        if (siteId != null) {
            return List.of(SiteReference.place(siteId));
        }
        return deviceId == null && assetId == null
                ? List.of(new SiteReference.WholeTenant())
                : List.of(SiteReference.device(deviceId, "deviceId"), SiteReference.asset(assetId));
    }
}
