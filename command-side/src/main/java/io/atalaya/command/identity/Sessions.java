package io.atalaya.command.identity;

import io.atalaya.command.identity.IdentityCommand.EndSession;
import io.atalaya.command.identity.IdentityCommand.OpenSession;
import io.atalaya.command.identity.IdentityCommand.OpenedSession;
import io.atalaya.command.identity.IdentityCommand.RecordFailedLogIn;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.identity.event.LogInFailed;
import io.atalaya.contract.identity.event.LoggedIn;
import io.atalaya.contract.identity.event.LoggedOut;
import io.atalaya.contract.identity.event.RefreshTokenReused;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.Rejection;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Logging in, staying logged in, logging out. */
@Component
public class Sessions {
    private final Accounts accounts;
    private final Passwords passwords;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final IdentityCommands commands;
    private final IdentityEvents events;
    private final JdbcClient jdbc;

    Sessions(
            Accounts accounts,
            Passwords passwords,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            IdentityCommands commands,
            IdentityEvents events,
            JdbcClient jdbc) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.commands = commands;
        this.events = events;
        this.jdbc = jdbc;
    }

    /**
     * Takes as long for an address without an account, or an unverified one, as for a wrong password.
     *
     * @param ip the remote address that the request came from
     * @throws Rejection if the credentials are wrong; it does not say which
     */
    public Session open(String email, String password, String ip) {
        Optional<Account> account = accounts.findByEmail(Accounts.normalise(email));
        boolean right =
                passwords.matches(password, account.map(Account::passwordHash).orElse(null));
        if (!right || !account.map(Account::verified).orElse(false)) {
            commands.send(new RecordFailedLogIn(account.map(Account::id).orElse(null)), ip);
            throw credentialsInvalid();
        }
        Account user = account.get();
        OpenedSession opened =
                commands.send(new OpenSession(user.id(), new Secret(Objects.requireNonNull(user.passwordHash()))), ip);
        return session(user, opened.refreshToken());
    }

    @CommandHandler
    OpenedSession handle(OpenSession command) {
        if (!accounts.holdPassword(command.userId(), command.passwordHash())) {
            throw credentialsInvalid();
        }
        return begin(command.userId());
    }

    /** Part of the transaction of the command by which the user has shown who it is. */
    OpenedSession begin(UserId userId) {
        Secret refreshToken = refreshTokens.issue(userId);
        events.publish(new LoggedIn(userId, Platform.TENANT), userId);
        return new OpenedSession(userId, refreshToken);
    }

    /** Part of a transaction that has changed the account, and so has it locked. */
    void endAll(UserId userId) {
        refreshTokens.endAll(userId);
    }

    @CommandHandler
    void handle(RecordFailedLogIn command) {
        UserId userId = command.userId();
        if (userId == null) {
            // A commit waits for the disk only if it has written something. This is written and means nothing.
            jdbc.sql("select pg_logical_emit_message(true, 'atalaya', '')::text")
                    .query(String.class)
                    .single();
        } else {
            events.publish(new LogInFailed(userId, command.tenantId()));
        }
    }

    /**
     * @param ip the remote address that the request came from
     * @throws Rejection if the refresh token is not valid
     */
    public Session refresh(String refreshToken, String ip) {
        return switch (refreshTokens.rotate(refreshToken)) {
            case RefreshTokens.Rotated rotated -> session(account(rotated.userId()), rotated.next());
            case RefreshTokens.Reused reused -> {
                commands.send(new EndSession(new Secret(refreshToken), true), ip);
                throw refreshTokenInvalid();
            }
            case RefreshTokens.Unknown unknown -> throw refreshTokenInvalid();
        };
    }

    /** @param ip the remote address that the request came from */
    public void close(String refreshToken, String ip) {
        commands.send(new EndSession(new Secret(refreshToken), false), ip);
    }

    @CommandHandler
    void handle(EndSession command) {
        refreshTokens.endFamily(command.refreshToken().value()).ifPresent(userId -> {
            if (command.stolen()) {
                events.publish(new RefreshTokenReused(userId, command.tenantId()));
            } else {
                events.publish(new LoggedOut(userId, command.tenantId()), userId);
            }
        });
    }

    public Account account(UserId userId) {
        return accounts.find(userId)
                .orElseThrow(() -> Rejection.of(Rejection.Code.TOKEN_INVALID, "The account does not exist any more"));
    }

    Session of(OpenedSession opened) {
        return session(account(opened.userId()), opened.refreshToken());
    }

    private Session session(Account account, Secret refreshToken) {
        return new Session(
                account,
                accessTokens.issue(account.id()),
                refreshToken.value(),
                accessTokens.lifetime().toSeconds());
    }

    private static Rejection credentialsInvalid() {
        return Rejection.of(Rejection.Code.CREDENTIALS_INVALID, "The e-mail address or the password is wrong");
    }

    private static Rejection refreshTokenInvalid() {
        return Rejection.of(Rejection.Code.TOKEN_INVALID, "The refresh token is not valid any more");
    }

    /** @param expiresIn lifetime of the access token, in seconds */
    public record Session(Account account, String accessToken, String refreshToken, long expiresIn) {
        @Override
        public String toString() {
            return "Session[" + account.id() + "]";
        }
    }
}
