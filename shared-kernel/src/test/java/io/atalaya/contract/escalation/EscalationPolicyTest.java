package io.atalaya.contract.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EscalationPolicyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final UserId SOMEBODY = UserId.of("00000000-0000-0000-0000-000000000011");

    @Test
    void eachLevelLeadsToTheNextAndTheLastNowhere() {
        EscalationPolicy policy = new EscalationPolicy(List.of(level(MINUTE), level(null)), MINUTE);
        assertThat(policy.escalateAfter(0)).contains(MINUTE);
        assertThat(policy.escalateAfter(1)).isEmpty();
        assertThat(policy.escalateAfter(7)).isEmpty();
    }

    @Test
    void aboveTheLastLevelHoldsWhatHoldsThere() {
        EscalationPolicy policy = new EscalationPolicy(List.of(level(MINUTE), level(null)), MINUTE);
        assertThat(policy.at(0)).isEqualTo(level(MINUTE));
        assertThat(policy.at(7)).isEqualTo(level(null));
    }

    @Test
    void whatMakesNoSenseIsRefusedAndTheFieldNamed() {
        expectRefused("levels", () -> new EscalationPolicy(List.of(), MINUTE));
        expectRefused("levels", () -> new EscalationPolicy(Collections.nCopies(12, level(MINUTE)), MINUTE));
        expectRefused("levels[0].escalateAfter", () -> new EscalationPolicy(List.of(level(MINUTE)), MINUTE));
        expectRefused("levels[0].escalateAfter", () -> new EscalationPolicy(List.of(level(null), level(null)), MINUTE));
        expectRefused("acknowledgementLapse", () -> new EscalationPolicy(List.of(level(null)), Duration.ZERO));
        expectRefused("roles", () -> level(List.of(), List.of(), MINUTE, 0));
        expectRefused("roles", () -> level(List.of(Role.VIEWER), List.of(), MINUTE, 0));
        expectRefused("roles", () -> level(List.of(Role.ADMIN), List.of(), MINUTE, 0));
        expectRefused(
                "userIds",
                () -> level(List.of(), Stream.generate(UserId::next).limit(51).toList(), MINUTE, 0));
        expectRefused("repeats", () -> level(List.of(Role.OWNER), List.of(), MINUTE, -1));
        expectRefused("repeats", () -> level(List.of(Role.OWNER), List.of(), MINUTE, 6));
        expectRefused("repeatEvery", () -> level(List.of(Role.OWNER), List.of(), Duration.ofDays(31), 1));
    }

    @Test
    void whoeverIsNamedTwiceIsToldOnce() {
        EscalationLevel level = level(List.of(Role.OWNER, Role.OWNER), List.of(SOMEBODY, SOMEBODY), MINUTE, 0);
        assertThat(level.roles()).containsExactly(Role.OWNER);
        assertThat(level.userIds()).containsExactly(SOMEBODY);
    }

    private static EscalationLevel level(@Nullable Duration escalateAfter) {
        return new EscalationLevel(List.of(Role.OWNER), List.of(), MINUTE, 5, escalateAfter, false, false);
    }

    private static EscalationLevel level(List<Role> roles, List<UserId> userIds, Duration every, int repeats) {
        return new EscalationLevel(roles, userIds, every, repeats, null, false, false);
    }

    private static void expectRefused(String field, ThrowingCallable making) {
        assertThatExceptionOfType(Rejection.class).isThrownBy(making).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo(Rejection.Code.INVALID_REQUEST);
            assertThat(refused.field()).isEqualTo(field);
        });
    }
}
