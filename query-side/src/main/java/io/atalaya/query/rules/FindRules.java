package io.atalaya.query.rules;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;
import org.jspecify.annotations.Nullable;

/**
 * A page of the tenant's own rules, newest first; {@code null} filters nothing.
 *
 * @param deviceId rules for this very device; not those that cover it with others
 * @param deviceType rules for this type
 * @param assetId rules for this asset
 * @param metric rules with a condition about it
 */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindRules(
        TenantId tenantId,
        SiteLimit within,
        @Nullable DeviceId deviceId,
        @Nullable String deviceType,
        @Nullable AssetId assetId,
        @Nullable Boolean enabled,
        @Nullable Severity severity,
        @Nullable String metric,
        Listing listing)
        implements SiteScopedQuery {}
