package io.atalaya.command.ticket;

import io.atalaya.command.directory.Directory;
import io.atalaya.command.servicelevel.ServiceLevelBook;
import io.atalaya.command.servicelevel.ServiceTerms;
import io.atalaya.command.tenant.Membership;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.access.SiteLimit;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a ticket must know of its tenant to decide: who may work on it, who looks after it, how fast, and the time. */
@Component
class ServiceDesk {
    private final ServiceLevelBook book;
    private final Memberships memberships;
    private final Directory directory;
    private final Clock clock;

    ServiceDesk(ServiceLevelBook book, Memberships memberships, Directory directory, Clock clock) {
        this.book = book;
        this.memberships = memberships;
        this.directory = directory;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** What holds for time that begins to run now. */
    ServiceTerms terms(TenantId tenantId) {
        return book.current(tenantId);
    }

    ServiceTerms terms(TenantId tenantId, int version) {
        return book.version(tenantId, version);
    }

    /** @throws Rejection if the tenant has no such asset or device */
    void requireSubject(TenantId tenantId, @Nullable AssetId assetId, @Nullable DeviceId deviceId) {
        directory.requireAsset(tenantId, assetId);
        directory.requireDevice(tenantId, deviceId, "deviceId");
    }

    /**
     * @param assetId what the ticket is about, as is {@code deviceId}
     * @throws Rejection unless it is a member of the tenant, may work on tickets, and may see this one
     */
    void requireFit(UserId assignee, TenantId tenantId, @Nullable AssetId assetId, @Nullable DeviceId deviceId) {
        Membership membership = memberships
                .in(tenantId, assignee)
                .orElseThrow(() -> unfit(Rejection.Code.ASSIGNEE_NOT_A_MEMBER, "is not a member of this tenant"));
        if (!membership.role().may(Permission.WORK_ON_TICKETS)) {
            throw unfit(Rejection.Code.ASSIGNEE_MAY_NOT_WORK, "may not work on tickets, being " + membership.role());
        }
        SiteId site = siteOf(tenantId, assetId, deviceId).orElse(null);
        if (!new SiteLimit(membership.siteIds()).allows(site)) {
            throw unfit(Rejection.Code.ASSIGNEE_NOT_ON_SITE, "is limited to sites, and the ticket is of none of them");
        }
    }

    /**
     * Who looks after tickets of an escalation level: the tenant's owners, who may do everything in it, by turns. Whoever
     * has the ticket already is passed over, if there is another.
     *
     * @return empty if the tenant has no owner
     */
    Optional<UserId> supervisor(TenantId tenantId, int level, @Nullable UserId assigneeId) {
        List<UserId> owners = memberships.withRole(tenantId, Role.OWNER);
        List<UserId> others =
                owners.stream().filter(owner -> !owner.equals(assigneeId)).toList();
        List<UserId> eligible = others.isEmpty() ? owners : others;
        return eligible.isEmpty()
                ? Optional.empty()
                : Optional.of(eligible.get(Math.floorMod(level - 1, eligible.size())));
    }

    private Optional<SiteId> siteOf(TenantId tenantId, @Nullable AssetId assetId, @Nullable DeviceId deviceId) {
        Optional<SiteId> ofDevice = Optional.ofNullable(deviceId).flatMap(device -> directory.siteOf(tenantId, device));
        return ofDevice.or(() -> Optional.ofNullable(assetId).flatMap(asset -> directory.siteOf(tenantId, asset)));
    }

    private static Rejection unfit(Rejection.Code code, String message) {
        return Rejection.ofField(code, "assigneeId", message);
    }
}
