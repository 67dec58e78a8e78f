package io.atalaya.query.audit;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import io.atalaya.query.Listing;
import io.atalaya.query.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * A page of the tenant's audit trail, newest first; {@code null} filters nothing.
 */
@TenantWide
@RequiresPermission(Permission.READ_AUDIT)
public record FindAuditEvents(
        TenantId tenantId,
        @Nullable String type,
        @Nullable String aggregateType,
        @Nullable String aggregateId,
        @Nullable String actorId,
        @Nullable String ip,
        @Nullable String correlationId,
        TimeRange range,
        Listing listing)
        implements Query {}
