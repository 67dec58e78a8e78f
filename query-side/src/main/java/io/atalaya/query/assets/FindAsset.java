package io.atalaya.query.assets;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;

/** One asset of the tenant. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindAsset(TenantId tenantId, AssetId id) implements Query {}
