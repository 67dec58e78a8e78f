package io.atalaya.query.sites.web;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.sites.FindSite;
import io.atalaya.query.sites.FindSites;
import io.atalaya.query.sites.SiteProjection;
import io.atalaya.query.sites.SiteView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads sites. */
@RestController
@RequestMapping("/api/v1/sites")
@ReadsFrom(SiteProjection.PROCESSING_GROUP)
class SiteQueriesEndpoint {
    private final Queries queries;

    SiteQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<SiteView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(new FindSites(caller.tenantId(), caller.within(), Listing.of(limit, cursor)), caller);
    }

    @GetMapping("/{siteId}")
    SiteView get(@PathVariable SiteId siteId, Caller caller) {
        return queries.ask(new FindSite(caller.tenantId(), caller.within(), siteId), SiteView.class, caller);
    }
}
