package io.atalaya.query.rules.whatif;

import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.query.FewAtOnce;
import io.atalaya.query.rules.FindRule;
import io.atalaya.query.rules.RuleProjection;
import io.atalaya.query.sites.Whereabouts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Decides what may be tried, and on which part of the past. */
@Component
class WhatIfQueries {
    private static final Duration USUAL_SPAN = Duration.ofDays(7);

    private final RuleProjection rules;
    private final Whereabouts whereabouts;
    private final WhatIf whatIf;
    private final WhatIfPlaces places;
    private final WhatIfSettings settings;
    private final Clock clock;

    WhatIfQueries(
            RuleProjection rules,
            Whereabouts whereabouts,
            WhatIf whatIf,
            WhatIfPlaces places,
            WhatIfSettings settings,
            Clock clock) {
        this.rules = rules;
        this.whereabouts = whereabouts;
        this.whatIf = whatIf;
        this.places = places;
        this.settings = settings;
        this.clock = clock;
    }

    @QueryHandler
    WhatIfView find(FindWouldBeAlerts query) {
        if (query.ruleId() != null) {
            requireRule(query, query.ruleId());
        }
        requireReferences(query);
        Instant now = clock.instant();
        Instant wanted = query.range().to();
        Instant to = wanted == null || wanted.isAfter(now) ? now : wanted;
        Instant from = query.range().from() == null
                ? to.minus(USUAL_SPAN)
                : query.range().from();
        requireSpan(from, to);
        try (FewAtOnce.Slot place = places.enter(query.tenantId())) {
            return whatIf.answer(query, from, to);
        }
    }

    private void requireRule(FindWouldBeAlerts query, RuleId ruleId) {
        rules.find(new FindRule(query.tenantId(), query.within(), ruleId));
        if (query.draft() != null && BuiltInRule.of(query.tenantId(), ruleId).isPresent()) {
            throw Rejection.of(
                    Rejection.Code.RULE_IS_BUILT_IN,
                    "It cannot be changed: try a draft of the same type at /rules/what-if, which takes its place");
        }
    }

    /** What a rule could not be made for, it cannot be tried for. */
    private void requireReferences(FindWouldBeAlerts query) {
        RuleDefinition draft = query.draft();
        if (draft != null) {
            RuleScope scope = draft.scope();
            boolean everywhere = scope.siteReferences().contains(new SiteReference.WholeTenant());
            if (everywhere && !query.within().isNone()) {
                throw SiteLimit.wholeTenant();
            }
            require(scope.deviceId() == null || whereabouts.hasDevice(query, scope.deviceId()), "draft.deviceId");
            require(scope.assetId() == null || whereabouts.hasAsset(query, scope.assetId()), "draft.assetId");
        }
        require(query.deviceId() == null || whereabouts.hasDevice(query, query.deviceId()), "deviceId");
    }

    private static void require(boolean known, String field) {
        if (!known) {
            throw Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, field, "names nothing that exists");
        }
    }

    private void requireSpan(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "from", "must be before to, and in the past");
        }
        if (Duration.between(from, to).compareTo(settings.maxSpan()) > 0) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST,
                    "from",
                    "must be at most " + settings.maxSpan().toDays() + " days before to");
        }
    }
}
