package io.atalaya.query.rules;

import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;

/** One rule of the tenant. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindRule(TenantId tenantId, SiteLimit within, RuleId id) implements SiteScopedQuery {}
