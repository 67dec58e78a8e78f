package io.atalaya.command.tenant;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.escalation.EscalationLevel;
import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.tenant.command.AddMember;
import io.atalaya.contract.tenant.command.AddSiteMember;
import io.atalaya.contract.tenant.command.ChangeEscalationPolicy;
import io.atalaya.contract.tenant.command.ChangeMember;
import io.atalaya.contract.tenant.command.ChangeServiceLevels;
import io.atalaya.contract.tenant.command.ChangeTenant;
import io.atalaya.contract.tenant.command.CreateTenant;
import io.atalaya.contract.tenant.command.RemoveMember;
import io.atalaya.contract.tenant.command.RemoveSiteMember;
import io.atalaya.contract.tenant.event.MemberAdded;
import io.atalaya.contract.tenant.event.MemberRemoved;
import io.atalaya.contract.tenant.event.TenantCreated;
import io.atalaya.contract.tenant.event.TenantEscalationPolicyChanged;
import io.atalaya.contract.tenant.event.TenantRenamed;
import io.atalaya.contract.tenant.event.TenantRetentionChanged;
import io.atalaya.contract.tenant.event.TenantServiceLevelsChanged;
import io.atalaya.kernel.Rejection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A tenant and who its members are. Once it has an owner, it keeps one. */
@Aggregate
class Tenant extends TenantOwned {
    @AggregateIdentifier
    private String id;

    private String name;

    private @Nullable Integer retentionDays;

    private ServiceLevels serviceLevels = ServiceLevels.STANDARD;

    private int serviceLevelsVersion;

    private @Nullable EscalationPolicy escalationPolicy;

    private final Map<UserId, MemberAdded> members = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    Tenant() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateTenant command) {
        if (id == null) {
            apply(new TenantCreated(command.tenantId(), command.name()));
        }
    }

    @CommandHandler
    void handle(ChangeTenant command) {
        if (!command.name().equals(name)) {
            apply(new TenantRenamed(command.tenantId(), command.name()));
        }
        Integer days = command.retentionDays();
        if (days != null && !days.equals(retentionDays)) {
            apply(new TenantRetentionChanged(command.tenantId(), days));
        }
    }

    @CommandHandler
    void handle(ChangeServiceLevels command) {
        if (!command.levels().equals(serviceLevels)) {
            apply(new TenantServiceLevelsChanged(command.tenantId(), serviceLevelsVersion + 1, command.levels()));
        }
    }

    @CommandHandler
    void handle(ChangeEscalationPolicy command) {
        List<EscalationLevel> levels = command.policy().levels();
        for (int level = 0; level < levels.size(); level++) {
            if (!members.keySet().containsAll(levels.get(level).userIds())) {
                throw Rejection.ofField(
                        Rejection.Code.REFERENCE_NOT_FOUND,
                        "levels[" + level + "].userIds",
                        "names somebody who is not a member of this tenant");
            }
        }
        if (!command.policy().equals(escalationPolicy)) {
            apply(new TenantEscalationPolicyChanged(command.tenantId(), command.policy()));
        }
    }

    @CommandHandler
    void handle(AddMember command, Directory directory) {
        MemberAdded added = new MemberAdded(
                command.tenantId(),
                command.userId(),
                command.role(),
                command.siteIds(),
                command.email(),
                command.name());
        enter(added, directory);
    }

    @CommandHandler
    void handle(ChangeMember command, Directory directory) {
        requireMember(command.userId());
        enter(new MemberAdded(command.tenantId(), command.userId(), command.role(), command.siteIds()), directory);
    }

    @CommandHandler
    void handle(RemoveMember command) {
        requireMember(command.userId());
        requireAnotherOwner(command.userId());
        apply(new MemberRemoved(command.tenantId(), command.userId()));
    }

    @CommandHandler
    void handle(AddSiteMember command, Directory directory) {
        directory.findSite(command.tenantId(), command.siteId());
        MemberAdded member = requireMember(command.userId());
        if (!member.siteIds().isEmpty() && !member.siteIds().contains(command.siteId())) {
            Set<SiteId> more = new HashSet<>(member.siteIds());
            more.add(command.siteId());
            apply(new MemberAdded(command.tenantId(), command.userId(), member.role(), Set.copyOf(more)));
        }
    }

    @CommandHandler
    void handle(RemoveSiteMember command, Directory directory) {
        directory.findSite(command.tenantId(), command.siteId());
        MemberAdded member = requireMember(command.userId());
        if (member.siteIds().isEmpty()) {
            throw Rejection.of(
                    Rejection.Code.MEMBER_HAS_ALL_SITES, "The member is limited to no sites; name those that remain");
        }
        if (!member.siteIds().contains(command.siteId())) {
            throw Rejection.notFound("Member");
        }
        Set<SiteId> fewer = new HashSet<>(member.siteIds());
        fewer.remove(command.siteId());
        if (fewer.isEmpty()) {
            throw Rejection.of(Rejection.Code.LAST_SITE, "The member has no other site; remove the member instead");
        }
        apply(new MemberAdded(command.tenantId(), command.userId(), member.role(), Set.copyOf(fewer)));
    }

    private void enter(MemberAdded added, Directory directory) {
        new Membership(added.tenantId(), added.role(), added.siteIds()).requireFitting();
        added.siteIds().forEach(siteId -> directory.requireSite(added.tenantId(), siteId));
        if (added.role() != Membership.owning(added.tenantId())) {
            requireAnotherOwner(added.userId());
        }
        if (!membershipOnly(added).equals(members.get(added.userId()))) {
            apply(added);
        }
    }

    private MemberAdded requireMember(UserId userId) {
        MemberAdded member = members.get(userId);
        if (member == null) {
            throw Rejection.notFound("Member");
        }
        return member;
    }

    /** Nobody but an owner could make somebody the owner again. */
    private void requireAnotherOwner(UserId leaving) {
        Set<UserId> owners = new HashSet<>();
        members.forEach((userId, member) -> {
            if (member.role() == Membership.owning(member.tenantId())) {
                owners.add(userId);
            }
        });
        if (owners.equals(Set.of(leaving))) {
            throw Rejection.of(Rejection.Code.LAST_OWNER, "The tenant's last owner cannot go; name another one first");
        }
    }

    @EventSourcingHandler
    void on(TenantCreated event) {
        id = event.tenantId().toString();
        tenantId = event.tenantId();
        name = event.name();
    }

    @EventSourcingHandler
    void on(TenantRenamed event) {
        name = event.name();
    }

    @EventSourcingHandler
    void on(TenantRetentionChanged event) {
        retentionDays = event.retentionDays();
    }

    @EventSourcingHandler
    void on(TenantServiceLevelsChanged event) {
        serviceLevels = event.levels();
        serviceLevelsVersion = event.version();
    }

    @EventSourcingHandler
    void on(TenantEscalationPolicyChanged event) {
        escalationPolicy = event.policy();
    }

    @EventSourcingHandler
    void on(MemberAdded event) {
        members.put(event.userId(), membershipOnly(event));
    }

    /** Who somebody is decides nothing, so it is not kept here, nor in what may be stored of here. */
    private static MemberAdded membershipOnly(MemberAdded event) {
        return new MemberAdded(event.tenantId(), event.userId(), event.role(), event.siteIds());
    }

    @EventSourcingHandler
    void on(MemberRemoved event) {
        members.remove(event.userId());
    }
}
