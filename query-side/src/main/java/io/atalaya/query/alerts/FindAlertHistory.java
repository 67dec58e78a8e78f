package io.atalaya.query.alerts;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;

/** A page of what happened to an alert, its timers included, newest first. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindAlertHistory(TenantId tenantId, SiteLimit within, AlertId id, Listing listing)
        implements SiteScopedQuery {}
