package io.atalaya.contract.rule;

import io.atalaya.contract.alert.Severity;
import io.atalaya.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When to raise an alert.
 *
 * @param type the type that its alerts get, such as HIGH_TEMP; of the rules of a type, the one for the least applies
 * @param conditions 1 to {@link #MAX_CONDITIONS}; one about {@link #PRESENCE_METRIC} stands alone
 * @param join without meaning for a single condition
 * @param holdFor how long a breach must last before an alert is raised; zero raises at once
 * @param clearAfter how long all must be normal before the alert resolves by itself; zero resolves at once
 * @param enabled whether it is evaluated at all
 */
public record RuleDefinition(
        String name,
        String type,
        List<RuleCondition> conditions,
        Join join,
        Duration holdFor,
        Duration clearAfter,
        Severity severity,
        RuleScope scope,
        boolean enabled) {
    public static final int MAX_CONDITIONS = 10;

    /**
     * What no device reports: 1 while the device is online, 0 when it has gone offline. That a device is silent is known
     * after a silence of its own length, so there are no times to wait on top of it.
     */
    public static final String PRESENCE_METRIC = "device.online";

    public RuleDefinition {
        conditions = List.copyOf(conditions);
        if (conditions.isEmpty() || conditions.size() > MAX_CONDITIONS) {
            throw invalid("conditions", "must be 1 to " + MAX_CONDITIONS);
        }
        if (holdFor.isNegative()) {
            throw invalid("holdFor", "must not be negative");
        }
        if (clearAfter.isNegative()) {
            throw invalid("clearAfter", "must not be negative");
        }
        if (conditions.stream().anyMatch(condition -> condition.metric().equals(PRESENCE_METRIC))) {
            requirePresenceAlone(conditions, holdFor, clearAfter);
        }
    }

    private static void requirePresenceAlone(List<RuleCondition> conditions, Duration holdFor, Duration clearAfter) {
        if (conditions.size() > 1) {
            throw invalid("conditions", PRESENCE_METRIC + " cannot be joined with others");
        }
        if (!holdFor.isZero()) {
            throw invalid("holdFor", "must be zero with " + PRESENCE_METRIC);
        }
        if (!clearAfter.isZero()) {
            throw invalid("clearAfter", "must be zero with " + PRESENCE_METRIC);
        }
    }

    private static Rejection invalid(String field, String message) {
        return Rejection.ofField(Rejection.Code.INVALID_REQUEST, field, message);
    }

    /** What it compares, each once. */
    public Set<String> metrics() {
        return conditions.stream().map(RuleCondition::metric).collect(Collectors.toUnmodifiableSet());
    }

    /** The same, whether it was enabled or not. */
    public RuleDefinition enabledAnyway() {
        return enabled
                ? this
                : new RuleDefinition(name, type, conditions, join, holdFor, clearAfter, severity, scope, true);
    }
}
