package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.identity.event.UserRegistered;
import io.atalaya.kernel.Rejection;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People's accounts: a table, not events, because it holds password hashes, and who is in it can be erased at once. */
@Component
public class Accounts {
    private static final String SELECT =
            "select id, email, name, phone, password_hash, verified_at is not null as verified from account ";

    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final EventGateway events;
    private final OidcSettings oidc;
    private final Clock clock;

    Accounts(JdbcClient jdbc, Passwords passwords, EventGateway events, OidcSettings oidc, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.events = events;
        this.oidc = oidc;
        this.clock = clock;
    }

    /** Whoever sends this vouches for the address. */
    @CommandHandler
    void handle(RegisterUser command) {
        String email = normalise(command.email());
        int created = jdbc.sql("insert into account (id, email, name, password_hash, created_at, verified_at)"
                        + " values (:id, :email, :name, :hash, :now, :now) on conflict do nothing")
                .param("id", command.userId().value())
                .param("email", email)
                .param("name", command.name())
                .param("hash", passwords.hash(command.password()))
                .param("now", now())
                .update();
        if (created == 1) {
            events.publish(new UserRegistered(command.userId(), command.tenantId(), email, command.name()));
        } else if (findByEmail(email)
                .filter(account -> account.id().equals(command.userId()))
                .isEmpty()) {
            throw Rejection.ofField(Rejection.Code.EMAIL_TAKEN, "email", "has an account already");
        }
    }

    /** Whether nobody could log in here. */
    public boolean noneExist() {
        return jdbc.sql("select not exists(select 1 from account where issuer is null)")
                .query(Boolean.class)
                .single();
    }

    public Optional<Account> find(UserId userId) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", userId.value())
                .query(Accounts::account)
                .optional();
    }

    /**
     * The account that one of the two names. By an address, only those are found who log in where people log in now.
     *
     * @throws Rejection if there is no such account, its address was never verified, or not exactly one of the two is
     *     given
     */
    public Account require(@Nullable UserId userId, @Nullable String email) {
        if ((userId == null) == (email == null)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "email", "or userId must be given, one of the two");
        }
        Optional<Account> account = userId != null ? find(userId) : whoLogsInWith(Objects.requireNonNull(email));
        return account.filter(Account::counts).orElseThrow(() -> Rejection.notFound("Account"));
    }

    private Optional<Account> whoLogsInWith(String address) {
        String email = normalise(address);
        if (!oidc.isExternal()) {
            return findByEmail(email);
        }
        List<Account> people = jdbc.sql(
                        SELECT + "where issuer = :issuer and email = :email and verified_at is not null limit 2")
                .param("issuer", oidc.issuerUri())
                .param("email", email)
                .query(Accounts::account)
                .list();
        if (people.size() > 1) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "email", "belongs to several people; name one by userId");
        }
        return people.stream().findFirst();
    }

    /**
     * The account that logs in here with this address.
     *
     * @param email as {@link #normalise} gives it
     */
    Optional<Account> findByEmail(String email) {
        return jdbc.sql(SELECT + "where email = :email and issuer is null")
                .param("email", email)
                .query(Accounts::account)
                .optional();
    }

    /**
     * Keeps an account that waits for its address to be verified. One that waits already takes the new name and
     * password: whoever opens the mail may have forgotten the old ones, or somebody else may have chosen them.
     *
     * @return whose account the address now has; it is verified if there was nothing to wait for
     */
    Account keepUnverified(UserId userId, String email, String name, Secret passwordHash) {
        jdbc.sql("insert into account (id, email, name, password_hash, created_at)"
                        + " values (:id, :email, :name, :hash, :now)"
                        + " on conflict (email) where issuer is null do update set name = excluded.name,"
                        + " password_hash = excluded.password_hash, created_at = excluded.created_at"
                        + " where account.verified_at is null")
                .param("id", userId.value())
                .param("email", email)
                .param("name", name)
                .param("hash", passwordHash.value())
                .param("now", now())
                .update();
        return findByEmail(email).orElseThrow(() -> new IllegalStateException("An account is gone while locked"));
    }

    /** @return the account that is verified now; empty if there is none that waits for it */
    Optional<Account> verify(String email) {
        return jdbc.sql("update account set verified_at = :now where email = :email and issuer is null"
                        + " and verified_at is null returning id, email, name, phone, password_hash, true as verified")
                .param("now", now())
                .param("email", email)
                .query(Accounts::account)
                .optional();
    }

    /** @return whether there is such an account, and something else was known of the person before */
    boolean describe(UserId userId, String name, @Nullable String phone) {
        return jdbc.sql("update account set name = :name, phone = :phone where id = :id"
                                + " and (name, phone) is distinct from (:name, :phone)")
                        .param("name", name)
                        .param("phone", phone, Types.VARCHAR)
                        .param("id", userId.value())
                        .update()
                == 1;
    }

    /** Part of the transaction that erases the person. {@code false} if there was no account. */
    boolean delete(UserId userId) {
        return jdbc.sql("delete from account where id = :id")
                        .param("id", userId.value())
                        .update()
                == 1;
    }

    /** @return whose password was replaced; empty if the address has no verified account */
    Optional<UserId> resetPassword(String email, Secret newHash) {
        return jdbc.sql("update account set password_hash = :new where email = :email and issuer is null"
                        + " and verified_at is not null returning id")
                .param("new", newHash.value())
                .param("email", email)
                .query(UUID.class)
                .optional()
                .map(UserId::new);
    }

    /** @return whether the old password was still the account's */
    boolean replacePassword(UserId userId, Secret oldHash, Secret newHash) {
        return jdbc.sql("update account set password_hash = :new where id = :id and password_hash = :old")
                        .param("new", newHash.value())
                        .param("id", userId.value())
                        .param("old", oldHash.value())
                        .update()
                == 1;
    }

    /** Sees to it that the password does not change before the transaction ends; {@code false} if it has already. */
    boolean holdPassword(UserId userId, Secret hash) {
        return jdbc.sql("select id from account where id = :id and password_hash = :hash for share")
                .param("id", userId.value())
                .param("hash", hash.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /**
     * Forgets accounts whose address was never verified, so that nobody's address stays taken by whoever wrote it once.
     *
     * @param createdBefore those that were asked for last before this time
     * @return how many
     */
    int forgetUnverified(Instant createdBefore) {
        return jdbc.sql("delete from account where verified_at is null and issuer is null and created_at < :before")
                .param("before", createdBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** An address as it is kept: upper and lower case mean the same. */
    static String normalise(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Account account(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Account(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("email"),
                row.getString("name"),
                row.getString("phone"),
                row.getString("password_hash"),
                row.getBoolean("verified"));
    }
}
