package io.atalaya.query.rules.whatif;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have raised on the asker's devices.
 *
 * @param ruleId whose place the draft takes; {@code null} for one that stands beside the others
 * @param draft {@code null} for the rule as it is
 * @param range without an end, up to now; without a begin, the 7 days before the end
 * @param deviceId the only device that counts; {@code null} for all that the rule is for
 * @param limit how many alerts are listed, the newest
 */
@RequiresPermission(Permission.MANAGE_RULES)
public record FindWouldBeAlerts(
        TenantId tenantId,
        SiteLimit within,
        @Nullable RuleId ruleId,
        @Nullable RuleDefinition draft,
        TimeRange range,
        @Nullable DeviceId deviceId,
        int limit)
        implements SiteScopedQuery {
    public FindWouldBeAlerts {
        if (ruleId == null && draft == null) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "draft", "must not be null");
        }
    }
}
