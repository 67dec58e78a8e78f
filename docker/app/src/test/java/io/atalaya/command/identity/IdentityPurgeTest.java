package io.atalaya.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Node;
import io.atalaya.app.support.StandingClock;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.command.identity.OneTimeCodes.Purpose;
import io.atalaya.contract.identity.UserId;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventhandling.gateway.DefaultEventGateway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** On real tables, with a clock that the test moves on. */
class IdentityPurgeTest {
    private static final TokenSettings TOKENS =
            new TokenSettings(Duration.ofMinutes(15), Duration.ofDays(7), Duration.ofSeconds(10), Duration.ofDays(90));
    private static final CodeSettings CODES = new CodeSettings(Duration.ofMinutes(10), 5);
    private static final AccountSettings ACCOUNTS = new AccountSettings(Duration.ofDays(1));
    private static final OidcSettings NO_ISSUER =
            new OidcSettings(null, null, "email", "name", "memberships", false, Duration.ZERO);

    private final DataSource database = TestPostgres.migratedDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(database);
    private final StandingClock clock = new StandingClock();
    private final Passwords passwords = CheapPasswords.passwords();
    private final OneTimeCodes codes = new OneTimeCodes(jdbc, passwords, transactions, CODES, clock);
    private final RefreshTokens refreshTokens =
            new RefreshTokens(jdbc, new TransactionTemplate(transactions), TOKENS, clock);
    private final Accounts accounts = new Accounts(
            jdbc,
            passwords,
            DefaultEventGateway.builder()
                    .eventBus(SimpleEventBus.builder().build())
                    .build(),
            NO_ISSUER,
            clock);
    private final IdentityPurge purge = new IdentityPurge(accounts, refreshTokens, codes, ACCOUNTS, clock);

    @Test
    void anAccountThatNobodyVerifiesIsForgottenAfterADay() {
        registered("late@test.example");
        registered("verified@test.example");
        accounts.verify("verified@test.example");

        clock.advance(ACCOUNTS.keepUnverified());
        purge.run();
        assertThat(addresses()).contains("late@test.example");
        clock.advance(Duration.ofMillis(1));
        purge.run();

        assertThat(addresses()).containsExactly("verified@test.example");
    }

    @Test
    void whoRegistersAgainHasAnotherDay() {
        registered("again@test.example");
        clock.advance(ACCOUNTS.keepUnverified());
        registered("again@test.example");
        clock.advance(ACCOUNTS.keepUnverified());

        purge.run();

        assertThat(addresses()).containsExactly("again@test.example");
    }

    @Test
    void theAddressIsFreeAgainForAnAccountThatIsMadeForSomebody() {
        registered("taken@test.example");
        clock.advance(ACCOUNTS.keepUnverified().plusMillis(1));
        purge.run();

        accounts.handle(new RegisterUser(UserId.next(), "taken@test.example", "Made", "a-good-password"));

        assertThat(accounts.findByEmail("taken@test.example"))
                .hasValueSatisfying(account -> assertThat(account.verified()).isTrue());
    }

    @Test
    void whoLogsInElsewhereIsNotForgottenForAnUnverifiedAddress() {
        jdbc.sql(
                        "insert into account (id, issuer, subject, email, name, created_at)"
                                + " values (gen_random_uuid(), 'https://issuer.example', 'ada', 'ada@test.example', 'Ada', :then)")
                .param("then", clock.instant().minus(Duration.ofDays(400)).atOffset(ZoneOffset.UTC))
                .update();

        purge.run();

        assertThat(addresses()).containsExactly("ada@test.example");
    }

    @Test
    void expiredRefreshTokensAndCodesAreForgottenAndOthersAreNot() {
        UserId user = registered("user@test.example");
        accounts.verify("user@test.example");
        refreshTokens.issue(user);
        codes.keep("user@test.example", Purpose.REGISTRATION, new Secret("hash"));
        clock.advance(TOKENS.refreshToken());
        Secret alive = refreshTokens.issue(user);
        codes.keep("user@test.example", Purpose.PASSWORD_RESET, new Secret("hash"));

        purge.run();

        assertThat(count("refresh_token")).isEqualTo(1);
        assertThat(refreshTokens.rotate(alive.value())).isInstanceOf(RefreshTokens.Rotated.class);
        assertThat(jdbc.sql("select purpose from one_time_code")
                        .query(String.class)
                        .list())
                .containsExactly("PASSWORD_RESET");
    }

    @Test
    void oneOfTheNodesDoesItAgainAndAgain() {
        JdbcClient nodes = Node.shared().jdbc();
        await().until(() -> nodes.sql("select count(*) from scheduled_tasks where task_name = 'identity-purge'"
                                + " and last_success is not null and last_failure is null")
                        .query(Long.class)
                        .single()
                == 1);
    }

    private UserId registered(String email) {
        return accounts.keepUnverified(UserId.next(), email, "Nora New", new Secret("hash"))
                .id();
    }

    private List<String> addresses() {
        return jdbc.sql("select email from account order by email")
                .query(String.class)
                .list();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
