package io.atalaya.app.rules.web;

import io.atalaya.command.rule.web.RuleRequest;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.kernel.Rejection;
import jakarta.validation.Valid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to try, and on which part of the past.
 *
 * @param draft a rule as it is sent to be made or changed; without one, the rule as it is
 * @param from inclusive; without it, 7 days before to
 * @param to exclusive; now without it
 * @param deviceId the only device to try it on; without it, all that the rule is for
 * @param limit how many alerts to list
 */
record WhatIfRequest(
        @Nullable @Valid RuleRequest draft,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable DeviceId deviceId,
        @Nullable Integer limit) {
    static final WhatIfRequest OF_THE_RULE_AS_IT_IS = new WhatIfRequest(null, null, null, null, null);

    @Nullable
    RuleDefinition definition() {
        if (draft == null) {
            return null;
        }
        try {
            return draft.definition();
        } catch (Rejection refused) {
            throw refused.field() == null
                    ? refused
                    : Rejection.ofField(
                            refused.code(), "draft." + refused.field(), String.valueOf(refused.getMessage()));
        }
    }
}
