package io.atalaya.contract.rule;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.SiteReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which devices a rule is for: at most one of the three is set; none means every device of the tenant.
 */
public record RuleScope(
        @Nullable DeviceId deviceId,
        @Nullable String deviceType,
        @Nullable AssetId assetId) {
    public RuleScope {
        int set = (deviceId == null ? 0 : 1) + (deviceType == null ? 0 : 1) + (assetId == null ? 0 : 1);
        if (set > 1) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST,
                    "deviceId",
                    "A rule is for one device, one device type, one asset or, with none of them, the tenant");
        }
    }

    public boolean covers(DeviceId device, @Nullable String type, @Nullable AssetId asset) {
        return (deviceId == null || deviceId.equals(device))
                && (deviceType == null || deviceType.equals(type))
                && (assetId == null || assetId.equals(asset));
    }

    /** By which it is decided whether members who are limited to sites may make such a rule. */
    public List<SiteReference> siteReferences() {
        return deviceId == null && assetId == null
                ? List.of(new SiteReference.WholeTenant())
                : List.of(SiteReference.device(deviceId, "deviceId"), SiteReference.asset(assetId));
    }

    /** The greater, the fewer devices it is meant for: a device, an asset's, a type's, the tenant's. */
    public int precision() {
        if (deviceId != null) {
            return 3;
        }
        if (assetId != null) {
            return 2;
        }
        return deviceType != null ? 1 : 0;
    }
}
