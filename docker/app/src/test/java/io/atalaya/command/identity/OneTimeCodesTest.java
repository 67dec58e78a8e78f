package io.atalaya.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.StandingClock;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.command.identity.OneTimeCodes.NewCode;
import io.atalaya.command.identity.OneTimeCodes.Purpose;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** On a real table, with a clock that stands until it is moved. */
class OneTimeCodesTest {
    private static final DataSource DATABASE = TestPostgres.migratedDatabase();
    private static final CodeSettings SETTINGS = new CodeSettings(Duration.ofMinutes(10), 5);

    private final StandingClock clock = new StandingClock();
    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(DATABASE);
    private final OneTimeCodes codes =
            new OneTimeCodes(jdbc, CheapPasswords.passwords(), transactions, SETTINGS, clock);
    private final String email = UUID.randomUUID() + "@test.example";

    private NewCode kept() {
        NewCode code = codes.next();
        codes.keep(email, Purpose.REGISTRATION, code.hash());
        return code;
    }

    private boolean accepts(String digits) {
        return codes.check(email, Purpose.REGISTRATION, digits).isPresent();
    }

    private static String otherThan(NewCode code) {
        return code.digits().equals("000000") ? "000001" : "000000";
    }

    @Test
    void aCodeIsSixDigitsAndNotStoredAsSuch() {
        NewCode code = kept();

        assertThat(code.digits()).matches("[0-9]{6}");
        assertThat(code.hash().value()).startsWith("$argon2id$");
        assertThat(code.toString()).doesNotContain(code.digits());
        assertThat(code.hash().toString()).doesNotContain(code.hash().value());
    }

    @Test
    void theRightCodeIsAccepted() {
        NewCode code = kept();

        assertThat(codes.check(email, Purpose.REGISTRATION, code.digits())).contains(code.hash());
    }

    @Test
    void itIsWorthNothingForAnotherPurposeOrAddress() {
        NewCode code = kept();

        assertThat(codes.check(email, Purpose.PASSWORD_RESET, code.digits())).isEmpty();
        assertThat(codes.check("x" + email, Purpose.REGISTRATION, code.digits()))
                .isEmpty();
    }

    @Test
    void itIsAcceptedUntilItExpires() {
        NewCode code = kept();

        clock.advance(SETTINGS.lifetime().minusMillis(1));
        assertThat(accepts(code.digits())).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(accepts(code.digits())).isFalse();
    }

    @Test
    void theFifthTryMayBeTheRightOne() {
        NewCode code = kept();
        for (int wrong = 0; wrong < 4; wrong++) {
            assertThat(accepts(otherThan(code))).isFalse();
        }

        assertThat(accepts(code.digits())).isTrue();
    }

    @Test
    void theSixthMayNot() {
        NewCode code = kept();
        for (int wrong = 0; wrong < 5; wrong++) {
            assertThat(accepts(otherThan(code))).isFalse();
        }

        assertThat(accepts(code.digits())).isFalse();
    }

    @Test
    void aTryCountsAlsoIfTheRequestIsRolledBack() {
        NewCode code = kept();
        for (int wrong = 0; wrong < 5; wrong++) {
            new TransactionTemplate(transactions).executeWithoutResult(request -> {
                accepts(otherThan(code));
                request.setRollbackOnly();
            });
        }

        assertThat(accepts(code.digits())).isFalse();
    }

    @Test
    void manyAtOnceGetNoMoreTriesThanThereAre() throws Exception {
        NewCode code = kept();
        Callable<Boolean> attempt = () -> accepts(code.digits());
        long accepted;
        try (var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            accepted = guessers
                    .invokeAll(Stream.generate(() -> attempt).limit(12).toList())
                    .stream()
                    .filter(answer -> answer.resultNow())
                    .count();
        }

        assertThat(accepted).isEqualTo(SETTINGS.tries());
    }

    @Test
    void aNewCodeReplacesTheOldOneAndItsTries() {
        NewCode old = kept();
        for (int wrong = 0; wrong < 5; wrong++) {
            accepts(otherThan(old));
        }
        NewCode next = kept();

        assertThat(codes.check(email, Purpose.REGISTRATION, old.digits()))
                .as("the old code, unless it happens to be the new one")
                .isEqualTo(
                        old.digits().equals(next.digits())
                                ? java.util.Optional.of(next.hash())
                                : java.util.Optional.empty());
        assertThat(accepts(next.digits())).isTrue();
    }

    @Test
    void aCodeIsUsedOnce() {
        NewCode code = kept();

        assertThat(codes.use(email, Purpose.REGISTRATION, code.hash())).isTrue();
        assertThat(codes.use(email, Purpose.REGISTRATION, code.hash())).isFalse();
        assertThat(accepts(code.digits())).isFalse();
    }

    @Test
    void expiredCodesAreForgottenAndOthersAreNot() {
        kept();
        clock.advance(SETTINGS.lifetime());
        codes.keep(email, Purpose.PASSWORD_RESET, codes.next().hash());

        codes.forgetExpired();

        assertThat(jdbc.sql("select purpose from one_time_code where email = :email")
                        .param("email", email)
                        .query(String.class)
                        .list())
                .containsExactly("PASSWORD_RESET");
    }
}
