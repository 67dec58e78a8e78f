package io.atalaya.query.tenants.web;

import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.PlatformScope;
import io.atalaya.kernel.access.TenantInPath;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.tenants.FindEscalationPolicy;
import io.atalaya.query.tenants.FindServiceLevels;
import io.atalaya.query.tenants.FindTenant;
import io.atalaya.query.tenants.FindTenants;
import io.atalaya.query.tenants.TenantProjection;
import io.atalaya.query.tenants.TenantView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads tenants. */
@RestController
@RequestMapping("/api/v1/tenants")
@ReadsFrom(TenantProjection.PROCESSING_GROUP)
class TenantQueriesEndpoint {
    private final Queries queries;

    TenantQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<TenantView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @PlatformScope Caller caller) {
        return queries.askPage(new FindTenants(caller.tenantId(), Listing.of(limit, cursor)), caller);
    }

    @GetMapping("/{tenantId}")
    TenantView get(@PathVariable TenantId tenantId, @TenantInPath Caller caller) {
        return queries.ask(new FindTenant(tenantId), TenantView.class, caller);
    }

    @GetMapping("/{tenantId}/service-levels")
    ServiceLevels serviceLevels(@PathVariable TenantId tenantId, @TenantInPath Caller caller) {
        return queries.ask(new FindServiceLevels(tenantId), ServiceLevels.class, caller);
    }

    @GetMapping("/{tenantId}/escalation-policy")
    EscalationPolicy escalationPolicy(@PathVariable TenantId tenantId, @TenantInPath Caller caller) {
        return queries.ask(new FindEscalationPolicy(tenantId), EscalationPolicy.class, caller);
    }
}
