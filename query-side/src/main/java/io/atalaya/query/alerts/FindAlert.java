package io.atalaya.query.alerts;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;

/** One alert of the tenant. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindAlert(TenantId tenantId, SiteLimit within, AlertId id) implements SiteScopedQuery {}
