package io.atalaya.query.rules.web;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.rules.FindBuiltInRules;
import io.atalaya.query.rules.FindRule;
import io.atalaya.query.rules.FindRules;
import io.atalaya.query.rules.RuleProjection;
import io.atalaya.query.rules.RuleView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads rules. */
@RestController
@RequestMapping("/api/v1/rules")
@ReadsFrom(RuleProjection.PROCESSING_GROUP)
class RuleQueriesEndpoint {
    private final Queries queries;

    RuleQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    /**
     * The tenant's own rules or, with builtIn, those that every tenant has; to the latter no other filter applies.
     *
     * @param deviceId rules for this very device
     */
    @GetMapping
    Page<RuleView> list(
            @RequestParam(name = "device", required = false) @Nullable DeviceId deviceId,
            @RequestParam(required = false) @Nullable String deviceType,
            @RequestParam(name = "asset", required = false) @Nullable AssetId assetId,
            @RequestParam(required = false) @Nullable Boolean enabled,
            @RequestParam(required = false) @Nullable Severity severity,
            @RequestParam(required = false) @Nullable String metric,
            @RequestParam(defaultValue = "false") boolean builtIn,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        if (builtIn) {
            return queries.askPage(new FindBuiltInRules(caller.tenantId()), caller);
        }
        return queries.askPage(
                new FindRules(
                        caller.tenantId(),
                        caller.within(),
                        deviceId,
                        deviceType,
                        assetId,
                        enabled,
                        severity,
                        metric,
                        Listing.of(limit, cursor)),
                caller);
    }

    @GetMapping("/{ruleId}")
    RuleView get(@PathVariable RuleId ruleId, Caller caller) {
        return queries.ask(new FindRule(caller.tenantId(), caller.within(), ruleId), RuleView.class, caller);
    }
}
