package io.atalaya.command.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atalaya.command.identity.IdentityCommand.RecordExternalPerson;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.identity.event.UserDetailsChanged;
import io.atalaya.contract.identity.event.UserRegistered;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.privacy.PersonalKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Accounts of people who log in at an external issuer. One is made when its person is first seen, without a password,
 * and takes the name and address that newer tokens tell. An account of our own with the same address is another one: if
 * addresses joined them, whoever gets an address at the issuer would get the account.
 */
@Component
public class ExternalAccounts {
    /** Less than what counts as lately erased. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final IdentityCommands commands;
    private final IdentityEvents events;
    private final Clock clock;
    private final PersonalKeys keys;
    private final OidcSettings settings;
    /** What this node knows to be recorded; only a newer token can make it another, or an erasure. */
    private final Cache<UserId, Seen> seen = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    ExternalAccounts(
            JdbcClient jdbc,
            Accounts accounts,
            IdentityCommands commands,
            IdentityEvents events,
            Clock clock,
            PersonalKeys keys,
            OidcSettings settings) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.commands = commands;
        this.events = events;
        this.clock = clock;
        this.keys = keys;
        this.settings = settings;
    }

    /**
     * Sees to it that the person has an account. Costs nothing for whom this node has seen lately.
     *
     * @param toldAt when the issuer said so
     * @param loggedInAt when the person last proved to the issuer who they are
     * @param ip the remote address that the request came from
     * @throws Rejection if the person has been erased since: who wants to come back logs in again
     */
    public UserId recognise(ExternalPerson person, Instant toldAt, Instant loggedInAt, String ip) {
        UserId userId = person.userId();
        Seen last = seen.getIfPresent(userId);
        if (last == null
                || keys.wasErasedLately(userId)
                || (!last.person().equals(person) && toldAt.isAfter(last.toldAt()))) {
            if (!isRecorded(userId, person)) {
                commands.send(new RecordExternalPerson(userId, person, loggedInAt), ip);
            }
            seen.put(userId, new Seen(person, toldAt));
        }
        return userId;
    }

    private boolean isRecorded(UserId userId, ExternalPerson person) {
        return accounts.find(userId)
                .filter(account -> Objects.equals(account.email(), person.email())
                        && account.name().equals(person.name())
                        && account.verified() == person.emailVerified())
                .isPresent();
    }

    @CommandHandler
    void handle(RecordExternalPerson command) {
        ExternalPerson person = command.person();
        int created = jdbc.sql("insert into account (id, issuer, subject, email, name, created_at, verified_at)"
                        + " values (:id, :issuer, :subject, :email, :name, :now, :verified) on conflict do nothing")
                .param("id", command.userId().value())
                .param("issuer", person.issuer())
                .param("subject", person.subject())
                .param("email", person.email())
                .param("name", person.name())
                .param("now", now())
                .param("verified", verifiedAt(person))
                .update();
        if (created == 1) {
            comeBack(command);
            events.publish(
                    new UserRegistered(command.userId(), command.tenantId(), person.email(), person.name()),
                    command.userId());
        } else if (!isRecorded(command.userId(), person)) {
            jdbc.sql("update account set email = :email, name = :name, verified_at = :verified where id = :id")
                    .param("email", person.email())
                    .param("name", person.name())
                    .param("verified", verifiedAt(person))
                    .param("id", command.userId().value())
                    .update();
            accounts.find(command.userId())
                    .ifPresent(account -> events.publish(
                            new UserDetailsChanged(
                                    account.id(), command.tenantId(), account.email(), account.name(), account.phone()),
                            account.id()));
        }
    }

    /**
     * Whoever was erased and has logged in at the issuer since is somebody new, who happens to have the same id. The
     * issuer's clock may be ahead of ours.
     */
    private void comeBack(RecordExternalPerson command) {
        keys.erasedAt(command.userId()).ifPresent(erased -> {
            if (!command.loggedInAt().isAfter(erased.plus(settings.clockSkew()))) {
                throw Rejection.of(Rejection.Code.TOKEN_INVALID, "The account has been erased");
            }
            keys.renew(command.userId());
        });
    }

    private @Nullable OffsetDateTime verifiedAt(ExternalPerson person) {
        return person.emailVerified() ? now() : null;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private record Seen(ExternalPerson person, Instant toldAt) {}
}
