package io.atalaya.command.tenant.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.AboutPerson;
import io.atalaya.command.identity.Account;
import io.atalaya.command.identity.Accounts;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.tenant.command.AddMember;
import io.atalaya.contract.tenant.command.ChangeMember;
import io.atalaya.contract.tenant.command.RemoveMember;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.access.TenantInPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Adds, changes and removes a tenant's members. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/members")
class MemberCommandsEndpoint {
    private static final int MAX_SITES = 1000;

    private final CommandDispatcher commands;
    private final Accounts accounts;

    MemberCommandsEndpoint(CommandDispatcher commands, Accounts accounts) {
        this.commands = commands;
        this.accounts = accounts;
    }

    /** Adds somebody who has an account. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MemberAnswer> add(
            @PathVariable TenantId tenantId,
            @Valid @RequestBody AddMemberRequest request,
            @TenantInPath Caller caller,
            HttpServletRequest http) {
        caller.require(Permission.MANAGE_MEMBERS);
        Account account = accounts.require(request.userId(), request.email());
        Set<SiteId> siteIds = sites(request.siteIds());
        AddMember command =
                new AddMember(tenantId, account.id(), request.role(), siteIds, account.email(), account.name());
        Receipt<Object> receipt = commands.send(command, caller);
        AboutPerson.note(http, account.id());
        return receipt.created(
                "/api/v1/tenants/" + tenantId + "/members/" + account.id(),
                MemberAnswer.of(account, request.role(), siteIds));
    }

    @PutMapping("/{userId}")
    ResponseEntity<MemberAnswer> change(
            @PathVariable TenantId tenantId,
            @PathVariable UserId userId,
            @Valid @RequestBody ChangeMemberRequest request,
            @TenantInPath Caller caller,
            HttpServletRequest http) {
        Set<SiteId> siteIds = sites(request.siteIds());
        Receipt<Object> receipt = commands.send(new ChangeMember(tenantId, userId, request.role(), siteIds), caller);
        AboutPerson.note(http, userId);
        return receipt.updated(MemberAnswer.of(accounts.require(userId, null), request.role(), siteIds));
    }

    @DeleteMapping("/{userId}")
    ResponseEntity<Void> remove(
            @PathVariable TenantId tenantId, @PathVariable UserId userId, @TenantInPath Caller caller) {
        return commands.send(new RemoveMember(tenantId, userId), caller).removed();
    }

    private static Set<SiteId> sites(@Nullable Set<SiteId> siteIds) {
        if (siteIds != null && siteIds.contains(null)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "siteIds", "must not hold null");
        }
        return siteIds == null ? Set.of() : Set.copyOf(siteIds);
    }

    /**
     * @param email of an account; this or {@code userId}
     * @param siteIds the sites that the membership is limited to; absent or empty for all
     */
    record AddMemberRequest(
            @Nullable @Size(max = 254) String email,
            @Nullable UserId userId,
            @NotNull Role role,
            @Nullable @Size(max = MAX_SITES) Set<SiteId> siteIds) {}

    /** @param siteIds the sites that the membership is limited to; absent or empty for all */
    record ChangeMemberRequest(
            @NotNull Role role,
            @Nullable @Size(max = MAX_SITES) Set<SiteId> siteIds) {}

    record MemberAnswer(
            UserId userId,
            Role role,
            Set<SiteId> siteIds,
            @Nullable String email,
            String name) {
        static MemberAnswer of(Account account, Role role, Set<SiteId> siteIds) {
            return new MemberAnswer(account.id(), role, siteIds, account.email(), account.name());
        }
    }
}
