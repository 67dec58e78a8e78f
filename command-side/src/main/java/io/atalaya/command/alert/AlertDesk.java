package io.atalaya.command.alert;

import io.atalaya.command.directory.Directory;
import io.atalaya.command.escalation.EscalationBook;
import io.atalaya.command.escalation.EscalationSettings;
import io.atalaya.command.tenant.Membership;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.access.SiteLimit;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What an alert must know of its tenant to decide: who is told of it and who may have it, and the time. */
@Component
class AlertDesk {
    private final EscalationBook book;
    private final EscalationSettings settings;
    private final Memberships memberships;
    private final Directory directory;
    private final Clock clock;

    AlertDesk(
            EscalationBook book,
            EscalationSettings settings,
            Memberships memberships,
            Directory directory,
            Clock clock) {
        this.book = book;
        this.settings = settings;
        this.memberships = memberships;
        this.directory = directory;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    EscalationPolicy policy(TenantId tenantId) {
        return book.of(tenantId);
    }

    /** @throws Rejection unless it is in the future, and not further than alerts can be shelved */
    void requireSaneShelving(Instant until) {
        Instant now = now();
        if (!until.isAfter(now)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "until", "must be in the future");
        }
        if (until.isAfter(now.plus(settings.shelveAtMost()))) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "until", "must be within " + settings.shelveAtMost());
        }
    }

    /** @throws Rejection unless it is a member of the tenant, may do something about alerts, and may see this one */
    void requireFit(UserId assignee, TenantId tenantId, DeviceId deviceId) {
        Membership membership = memberships
                .in(tenantId, assignee)
                .orElseThrow(() -> unfit(Rejection.Code.ASSIGNEE_NOT_A_MEMBER, "is not a member of this tenant"));
        Role role = membership.role();
        if (!role.may(Permission.HANDLE_ALERTS) && !role.may(Permission.WORK_ON_TICKETS)) {
            throw unfit(Rejection.Code.ASSIGNEE_MAY_NOT_WORK, "may do nothing about alerts, being " + role);
        }
        if (!new SiteLimit(membership.siteIds())
                .allows(directory.siteOf(tenantId, deviceId).orElse(null))) {
            throw unfit(Rejection.Code.ASSIGNEE_NOT_ON_SITE, "is limited to sites, and the alert is of none of them");
        }
    }

    private static Rejection unfit(Rejection.Code code, String message) {
        return Rejection.ofField(code, "assigneeId", message);
    }
}
