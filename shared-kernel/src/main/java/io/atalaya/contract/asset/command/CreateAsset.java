package io.atalaya.contract.asset.command;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Adds an asset to the tenant. Repeating it changes nothing. */
@RequiresPermission(Permission.MANAGE_SITES)
public record CreateAsset(
        @TargetAggregateIdentifier AssetId assetId,
        TenantId tenantId,
        String name,
        String type,
        @Nullable SiteId siteId)
        implements Command {}
