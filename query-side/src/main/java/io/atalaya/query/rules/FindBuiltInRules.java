package io.atalaya.query.rules;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/** The rules that every tenant has, and whether this one does without some. All of them are one page. */
@TenantWide(openToAll = true)
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindBuiltInRules(TenantId tenantId) implements Query {}
