package io.atalaya.query.rules.whatif;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.trial.Breach;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert that a rule would have raised, by the readings' own time.
 *
 * @param clearedAt when all was normal again, for good; absent if it is still breached at the end
 * @param resolvedAt when it would have resolved by itself; absent if it is still open at the end
 * @param duration how long it is open within the span
 * @param occurrences how many evaluations found it breached
 * @param breaches the readings that raised it, and what they breached
 */
public record WouldBeAlertView(
        DeviceId deviceId,
        String deviceName,
        String type,
        Severity severity,
        String message,
        Instant raisedAt,
        @Nullable Instant clearedAt,
        @Nullable Instant resolvedAt,
        Duration duration,
        long occurrences,
        List<Breach> breaches) {}
