package io.atalaya.query.assets;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;

/** One asset of the tenant. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindAsset(TenantId tenantId, SiteLimit within, AssetId id) implements SiteScopedQuery {}
