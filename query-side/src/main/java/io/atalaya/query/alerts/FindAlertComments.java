package io.atalaya.query.alerts;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;

/** A page of what was said about an alert, newest first. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindAlertComments(TenantId tenantId, SiteLimit within, AlertId id, Listing listing)
        implements SiteScopedQuery {}
