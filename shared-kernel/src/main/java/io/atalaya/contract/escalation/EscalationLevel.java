package io.atalaya.contract.escalation;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens while an alert is at one level.
 *
 * @param roles whose members are told, as are {@code userIds}; together at least one
 * @param repeatEvery how long after being told they are told again
 * @param repeats how often that happens at most, 0 to {@link #MOST_REPEATS}
 * @param escalateAfter when the next level's turn comes if nobody resolves the alert; {@code null} at the last level
 * @param urgent whether they are told by whatever reaches them at once
 * @param openTicket whether the alert gets a ticket on reaching the level, if it has none
 */
public record EscalationLevel(
        List<Role> roles,
        List<UserId> userIds,
        Duration repeatEvery,
        int repeats,
        @Nullable Duration escalateAfter,
        boolean urgent,
        boolean openTicket) {
    public static final int MOST_REPEATS = 5;
    private static final int MOST_USERS = 50;

    public EscalationLevel {
        roles = List.copyOf(new LinkedHashSet<>(roles));
        userIds = List.copyOf(new LinkedHashSet<>(userIds));
        for (Role role : roles) {
            if (role == Role.ADMIN || !role.may(Permission.READ_OPERATIONS)) {
                throw invalid("roles", "may not name " + role + ", who does not see the tenant's alerts");
            }
        }
        if (roles.isEmpty() && userIds.isEmpty()) {
            throw invalid("roles", "must name somebody, unless userIds does");
        }
        if (userIds.size() > MOST_USERS) {
            throw invalid("userIds", "must name at most " + MOST_USERS);
        }
        EscalationPolicy.requireSane("repeatEvery", repeatEvery);
        if (repeats < 0 || repeats > MOST_REPEATS) {
            throw invalid("repeats", "must be between 0 and " + MOST_REPEATS);
        }
        if (escalateAfter != null) {
            EscalationPolicy.requireSane("escalateAfter", escalateAfter);
        }
    }

    private static Rejection invalid(String field, String message) {
        return Rejection.ofField(Rejection.Code.INVALID_REQUEST, field, message);
    }
}
