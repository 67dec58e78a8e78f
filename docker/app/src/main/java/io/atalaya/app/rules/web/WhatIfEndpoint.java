package io.atalaya.app.rules.web;

import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Queries;
import io.atalaya.query.TimeRange;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.rules.RuleProjection;
import io.atalaya.query.rules.whatif.FindWouldBeAlerts;
import io.atalaya.query.rules.whatif.WhatIfView;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tries rules on the past: takes what would change a rule, and changes nothing. */
@RestController
@RequestMapping("/api/v1/rules")
@ReadsFrom(RuleProjection.PROCESSING_GROUP)
class WhatIfEndpoint {
    private final Queries queries;

    WhatIfEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** What a draft of the rule would have raised, or without a draft the rule as it is. */
    @PostMapping("/{ruleId}/what-if")
    WhatIfView tryRule(
            @PathVariable RuleId ruleId,
            @Valid @RequestBody(required = false) @Nullable WhatIfRequest request,
            Caller caller) {
        return answer(ruleId, request == null ? WhatIfRequest.OF_THE_RULE_AS_IT_IS : request, caller);
    }

    /** What a draft would have raised beside the rules that there are. */
    @PostMapping("/what-if")
    WhatIfView tryDraft(@Valid @RequestBody WhatIfRequest request, Caller caller) {
        return answer(null, request, caller);
    }

    private WhatIfView answer(@Nullable RuleId ruleId, WhatIfRequest request, Caller caller) {
        return queries.ask(
                new FindWouldBeAlerts(
                        caller.tenantId(),
                        caller.within(),
                        ruleId,
                        request.definition(),
                        new TimeRange(request.from(), request.to()),
                        request.deviceId(),
                        Listing.of(request.limit(), null).limit()),
                WhatIfView.class,
                caller);
    }
}
