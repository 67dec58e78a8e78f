package io.atalaya.query.rules.web;

import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.consistency.ReadsFrom;
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

    @GetMapping
    Page<RuleView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(new FindRules(caller.tenantId(), caller.within(), Listing.of(limit, cursor)), caller);
    }

    @GetMapping("/{ruleId}")
    RuleView get(@PathVariable RuleId ruleId, Caller caller) {
        return queries.ask(new FindRule(caller.tenantId(), caller.within(), ruleId), RuleView.class, caller);
    }
}
