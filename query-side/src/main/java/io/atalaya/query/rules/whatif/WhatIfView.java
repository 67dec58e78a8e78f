package io.atalaya.query.rules.whatif;

import io.atalaya.contract.rule.RuleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have raised.
 *
 * @param ruleId absent for a draft that stands beside the others
 * @param alerts newest first
 * @param truncated whether there are more alerts than are listed; the totals count all
 */
public record WhatIfView(
        @Nullable RuleId ruleId,
        Instant from,
        Instant to,
        Totals totals,
        List<WouldBeAlertView> alerts,
        boolean truncated) {

    /**
     * @param alertingDevices those with at least one alert
     * @param devices on which it was tried
     * @param outrankedDevices those that it is for, but where another rule of its type for less takes its place
     * @param readings that were looked at
     * @param timeInAlarm the alerts' durations together
     * @param alertsRaised how many the rule really raised in that time; absent for a draft that stands beside the others
     */
    public record Totals(
            long alerts,
            int alertingDevices,
            int devices,
            int outrankedDevices,
            long readings,
            Duration timeInAlarm,
            @Nullable Long alertsRaised) {}
}
