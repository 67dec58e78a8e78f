package io.atalaya.query.rules;

import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;

/** One rule of the tenant. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindRule(TenantId tenantId, RuleId id) implements Query {}
