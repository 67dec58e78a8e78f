package io.atalaya.command.escalation;

import io.atalaya.contract.escalation.EscalationLevel;
import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What holds for alerts of tenants that have no escalation policy of their own, and for how long alerts can be shelved.
 *
 * @param escalateAfter from raising to the first level, and from each level to the next
 * @param maxEscalationLevel where it ends, 0 to 10
 * @param pageAgainAfter how long after a page the next one follows while nobody acknowledges
 * @param pageAgainAtMost how often, 0 to 5
 * @param acknowledgementLapse how long an acknowledgement lasts
 * @param shelveAtMost for how long an alert can be shelved
 */
public record EscalationSettings(
        @DefaultValue("PT1H") Duration escalateAfter,
        @DefaultValue("3") int maxEscalationLevel,
        @DefaultValue("PT10M") Duration pageAgainAfter,
        @DefaultValue("5") int pageAgainAtMost,
        @DefaultValue("PT30M") Duration acknowledgementLapse,
        @DefaultValue("P30D") Duration shelveAtMost) {
    private static final List<Role> AT_ONCE = List.of(Role.OPERATOR, Role.ENGINEER, Role.OWNER);
    /** Those who get the ticket hear of it too. */
    private static final List<Role> LATER = List.of(Role.OPERATOR, Role.ENGINEER, Role.TECHNICIAN, Role.OWNER);

    public EscalationSettings {
        if (!shelveAtMost.isPositive()) {
            throw new IllegalArgumentException("atalaya.alerting.shelve-at-most must be positive");
        }
    }

    /** The policy of tenants that have none of their own. */
    public EscalationPolicy standard() {
        List<EscalationLevel> levels = new ArrayList<>();
        for (int level = 0; level <= maxEscalationLevel; level++) {
            levels.add(new EscalationLevel(
                    level == 0 ? AT_ONCE : LATER,
                    List.of(),
                    pageAgainAfter,
                    pageAgainAtMost,
                    level == maxEscalationLevel ? null : escalateAfter,
                    level > 0,
                    level > 0));
        }
        return new EscalationPolicy(levels, acknowledgementLapse);
    }
}
