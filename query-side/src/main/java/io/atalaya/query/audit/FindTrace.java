package io.atalaya.query.audit;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/**
 * Everything that a report has caused.
 *
 * @param messageId the name that the device gave the report, or the report's event id
 */
@TenantWide
@RequiresPermission(Permission.READ_AUDIT)
public record FindTrace(TenantId tenantId, String messageId) implements Query {}
