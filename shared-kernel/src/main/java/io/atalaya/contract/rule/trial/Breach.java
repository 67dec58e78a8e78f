package io.atalaya.contract.rule.trial;

import io.atalaya.contract.rule.Comparison;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reading that breached a condition.
 *
 * @param value in the metric's unit, as is the threshold
 */
public record Breach(
        String metric,
        Comparison comparison,
        double threshold,
        double value,
        @Nullable String unit,
        Instant measuredAt) {}
