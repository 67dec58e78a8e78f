package io.atalaya.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.atalaya.command.limit.Allowance;
import io.atalaya.command.limit.LimitSettings;
import io.atalaya.kernel.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AuthenticationLimitTest {
    private static final Allowance MANY = Allowance.of("1000/PT1M");
    private static final String IP = "192.0.2.1";
    private static final String EMAIL = "nora@test.example";

    private final AuthenticationLimit limit = new AuthenticationLimit(
            new LimitSettings(MANY, MANY, MANY, Allowance.of("2/PT15M"), Allowance.of("3/PT15M"), 100),
            Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC));

    @Test
    void whatFailsForAnotherReasonIsNoGuess() {
        for (int failure = 0; failure < 5; failure++) {
            assertThatThrownBy(() -> limit.guessPassword(EMAIL, IP, () -> {
                        throw new IllegalStateException("The database is away");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> limit.guessPassword(EMAIL, IP, () -> {
                        throw Rejection.of(Rejection.Code.TOO_MANY_LOGINS, "Busy");
                    }))
                    .isInstanceOf(Rejection.class);
        }

        assertThat(limit.guessPassword(EMAIL, IP, () -> "in")).isEqualTo("in");
    }

    @Test
    void whileGuessesRunTheyCountAsWrong() {
        limit.guessPassword(
                EMAIL,
                IP,
                () -> limit.guessPassword(EMAIL, IP, () -> {
                    assertLimited(() -> limit.guessPassword(EMAIL, IP, () -> "never"));
                    return "in";
                }));

        assertThat(limit.guessPassword(EMAIL, IP, () -> "in")).isEqualTo("in");
    }

    @Test
    void oneAddressAloneDoesNotKeepMailFromAMailbox() {
        limit.mail(EMAIL, IP);
        limit.mail(EMAIL, IP);
        assertLimited(() -> limit.mail(EMAIL, IP));
        assertLimited(() -> limit.mail(EMAIL, IP));

        limit.mail(" NORA@test.example", "192.0.2.2");
        assertLimited(() -> limit.mail(EMAIL, "192.0.2.3"));
    }

    private static void assertLimited(Runnable refused) {
        assertThatThrownBy(refused::run)
                .asInstanceOf(type(Rejection.class))
                .returns(Rejection.Code.RATE_LIMITED, Rejection::code);
    }
}
