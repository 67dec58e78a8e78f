package io.atalaya.contract.tenant.command;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the tenant another name, and says how long its readings are kept. Repeating it changes nothing.
 *
 * @param retentionDays 1 to 3650; {@code null} leaves it as it is
 */
@TenantWide
@RequiresPermission(Permission.CHANGE_TENANT)
public record ChangeTenant(
        @TargetAggregateIdentifier TenantId tenantId,
        String name,
        @Nullable Integer retentionDays) implements Command {
    /** Ten years. */
    public static final int MAX_RETENTION_DAYS = 3650;

    public ChangeTenant {
        if (retentionDays != null && (retentionDays < 1 || retentionDays > MAX_RETENTION_DAYS)) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "retentionDays", "must be between 1 and " + MAX_RETENTION_DAYS);
        }
    }
}
