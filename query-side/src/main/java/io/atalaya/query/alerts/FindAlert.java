package io.atalaya.query.alerts;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;

/** One alert of the tenant. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindAlert(TenantId tenantId, AlertId id) implements Query {}
