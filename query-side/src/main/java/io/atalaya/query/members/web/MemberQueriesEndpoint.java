package io.atalaya.query.members.web;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.TenantInPath;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.members.FindMembers;
import io.atalaya.query.members.MemberView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads the members of a tenant or of one of its sites. */
@RestController
@RequestMapping("/api/v1")
class MemberQueriesEndpoint {
    private final Queries queries;

    MemberQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/tenants/{tenantId}/members")
    Page<MemberView> ofTenant(
            @PathVariable TenantId tenantId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @TenantInPath Caller caller) {
        return queries.askPage(new FindMembers(tenantId, null, Listing.of(limit, cursor)), caller);
    }

    /** Those who may act on all sites are among them. */
    @GetMapping("/sites/{siteId}/members")
    Page<MemberView> ofSite(
            @PathVariable SiteId siteId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        caller.requireSite(siteId);
        return queries.askPage(new FindMembers(caller.tenantId(), siteId, Listing.of(limit, cursor)), caller);
    }
}
