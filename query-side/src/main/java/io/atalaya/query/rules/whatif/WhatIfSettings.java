package io.atalaya.query.rules.whatif;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the past rules are tried on.
 *
 * @param maxSpan from begin to end
 * @param maxReadings more are answered 422
 * @param maxDuration what takes longer is answered 422 too
 * @param maxAtOnce trials at once, on each node; one more is answered 429
 * @param maxAtOncePerTenant the same for one tenant
 */
public record WhatIfSettings(
        @DefaultValue("P90D") Duration maxSpan,
        @DefaultValue("5000000") long maxReadings,
        @DefaultValue("PT30S") Duration maxDuration,
        @DefaultValue("2") int maxAtOnce,
        @DefaultValue("1") int maxAtOncePerTenant) {
    public WhatIfSettings {
        if (!maxSpan.isPositive() || !maxDuration.isPositive()) {
            throw new IllegalArgumentException("atalaya.what-if.max-span and max-duration must be more than zero");
        }
        if (maxReadings < 1 || maxAtOnce < 1 || maxAtOncePerTenant < 1) {
            throw new IllegalArgumentException(
                    "atalaya.what-if.max-readings, max-at-once and max-at-once-per-tenant must be 1 or more");
        }
    }
}
