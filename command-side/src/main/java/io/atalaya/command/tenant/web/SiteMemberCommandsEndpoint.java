package io.atalaya.command.tenant.web;

import io.atalaya.command.dispatch.Changed;
import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.identity.Account;
import io.atalaya.command.identity.Accounts;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.tenant.command.AddSiteMember;
import io.atalaya.contract.tenant.command.RemoveSiteMember;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.Permission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Says which of the tenant's members may act on a site. */
@RestController
@RequestMapping("/api/v1/sites/{siteId}/members")
class SiteMemberCommandsEndpoint {
    private final CommandDispatcher commands;
    private final Accounts accounts;

    SiteMemberCommandsEndpoint(CommandDispatcher commands, Accounts accounts) {
        this.commands = commands;
        this.accounts = accounts;
    }

    /** Adds the site to those of somebody who is a member of the tenant. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Changed> add(
            @PathVariable SiteId siteId, @Valid @RequestBody AddSiteMemberRequest request, Caller caller) {
        caller.require(Permission.MANAGE_MEMBERS);
        Account account = accounts.require(request.userId(), request.email());
        Receipt<Object> receipt = commands.send(new AddSiteMember(caller.tenantId(), account.id(), siteId), caller);
        return receipt.created("/api/v1/sites/" + siteId + "/members/" + account.id(), receipt.change(account.id()));
    }

    /** Takes the site from a member who is limited to several. */
    @DeleteMapping("/{userId}")
    ResponseEntity<Void> remove(@PathVariable SiteId siteId, @PathVariable UserId userId, Caller caller) {
        return commands.send(new RemoveSiteMember(caller.tenantId(), userId, siteId), caller)
                .removed();
    }

    /** @param email of an account; this or {@code userId} */
    record AddSiteMemberRequest(
            @Nullable @Size(max = 254) String email,
            @Nullable UserId userId) {}
}
