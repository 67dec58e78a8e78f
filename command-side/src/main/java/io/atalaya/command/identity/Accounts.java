package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.identity.event.UserRegistered;
import io.atalaya.kernel.Rejection;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People's accounts: a table, not events, because it holds names, addresses and password hashes. */
@Component
public class Accounts {
    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final EventGateway events;
    private final Clock clock;

    Accounts(JdbcClient jdbc, Passwords passwords, EventGateway events, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
    }

    @CommandHandler
    void handle(RegisterUser command) {
        String email = normalise(command.email());
        int created = jdbc.sql("insert into account (id, email, name, password_hash, created_at)"
                        + " values (:id, :email, :name, :hash, :now) on conflict do nothing")
                .param("id", command.userId().value())
                .param("email", email)
                .param("name", command.name())
                .param("hash", passwords.hash(command.password()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (created == 1) {
            events.publish(new UserRegistered(command.userId(), command.tenantId()));
        } else if (findByEmail(email)
                .filter(account -> account.id().equals(command.userId()))
                .isEmpty()) {
            throw Rejection.ofField(Rejection.Code.EMAIL_TAKEN, "email", "has an account already");
        }
    }

    public boolean noneExist() {
        return jdbc.sql("select not exists(select 1 from account)")
                .query(Boolean.class)
                .single();
    }

    /**
     * Takes as long for an address without an account as for a wrong password.
     *
     * @throws Rejection if the address or the password is wrong; it does not say which
     */
    public Account logIn(String email, String password) {
        Optional<Account> account = findByEmail(normalise(email));
        boolean right =
                passwords.matches(password, account.map(Account::passwordHash).orElse(null));
        return account.filter(found -> right)
                .orElseThrow(() -> Rejection.of(
                        Rejection.Code.CREDENTIALS_INVALID, "The e-mail address or the password is wrong"));
    }

    public Optional<Account> find(UserId userId) {
        return jdbc.sql("select id, email, name, password_hash from account where id = :id")
                .param("id", userId.value())
                .query(Accounts::account)
                .optional();
    }

    /**
     * The account that one of the two names.
     *
     * @throws Rejection if there is no such account, or not exactly one of the two is given
     */
    public Account require(@Nullable UserId userId, @Nullable String email) {
        if ((userId == null) == (email == null)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "email", "or userId must be given, one of the two");
        }
        Optional<Account> account =
                userId != null ? find(userId) : findByEmail(normalise(Objects.requireNonNull(email)));
        return account.orElseThrow(() -> Rejection.notFound("Account"));
    }

    private Optional<Account> findByEmail(String email) {
        return jdbc.sql("select id, email, name, password_hash from account where email = :email")
                .param("email", email)
                .query(Accounts::account)
                .optional();
    }

    private static Account account(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Account(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("email"),
                row.getString("name"),
                row.getString("password_hash"));
    }

    private static String normalise(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
