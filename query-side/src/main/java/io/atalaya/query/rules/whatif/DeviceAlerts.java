package io.atalaya.query.rules.whatif;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.trial.Turn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the alerts that one device would have had, of which no more than one is open at a time. */
final class DeviceAlerts {
    private final DeviceId deviceId;
    private final String deviceName;
    private final RuleDefinition rule;
    private final Tally tally;
    private Turn.@Nullable Raised open;
    private @Nullable Instant clearedAt;
    private long occurrences;

    DeviceAlerts(DeviceId deviceId, String deviceName, RuleDefinition rule, Tally tally) {
        this.deviceId = deviceId;
        this.deviceName = deviceName;
        this.rule = rule;
        this.tally = tally;
    }

    void follow(List<Turn> turns) {
        turns.forEach(this::follow);
    }

    private void follow(Turn turn) {
        switch (turn) {
            case Turn.Raised raised -> {
                open = raised;
                clearedAt = null;
                occurrences = 1;
            }
            case Turn.Retriggered retriggered -> {
                clearedAt = null;
                occurrences += retriggered.occurrences();
            }
            case Turn.Cleared cleared -> clearedAt = cleared.at();
            case Turn.Resolved resolved -> {
                clearedAt = clearedAt == null ? resolved.at() : clearedAt;
                end(resolved.at());
            }
        }
    }

    /** What is open still stays so. */
    void end() {
        end(null);
    }

    private void end(@Nullable Instant resolvedAt) {
        if (open == null) {
            return;
        }
        tally.add(new WouldBeAlertView(
                deviceId,
                deviceName,
                rule.type(),
                rule.severity(),
                open.message(),
                open.at(),
                clearedAt,
                resolvedAt,
                tally.within(open.at(), resolvedAt),
                occurrences,
                open.breaches()));
        open = null;
    }
}
