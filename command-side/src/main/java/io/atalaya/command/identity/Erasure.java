package io.atalaya.command.identity;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.identity.IdentityCommand.EraseOwnAccount;
import io.atalaya.command.identity.IdentityCommand.RecordFailedLogIn;
import io.atalaya.command.notification.Mailboxes;
import io.atalaya.command.tenant.Departure;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.identity.command.EraseUser;
import io.atalaya.contract.identity.event.UserErased;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.kernel.privacy.KeepsPersonalData;
import io.atalaya.kernel.privacy.KeepsPersonalData.Person;
import io.atalaya.kernel.privacy.PersonalKeys;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Erases people. What stands beside the log goes first; then, in one transaction, the account and the key to what events
 * say; last, what others have written about them meanwhile. Should it break off before the account is gone, it can be asked
 * for again: each step may be repeated. Afterwards staff can, but by then nobody knows the address any more.
 */
@Component
public class Erasure {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Passwords passwords;
    private final OneTimeCodes codes;
    private final Departure departure;
    private final Mailboxes mailboxes;
    private final PersonalKeys keys;
    private final List<KeepsPersonalData> keepers;
    private final CommandDispatcher commands;
    private final IdentityCommands ownCommands;
    private final IdentityEvents events;
    private final TransactionOperations transaction;

    Erasure(
            Accounts accounts,
            Sessions sessions,
            Passwords passwords,
            OneTimeCodes codes,
            Departure departure,
            Mailboxes mailboxes,
            PersonalKeys keys,
            List<KeepsPersonalData> keepers,
            CommandDispatcher commands,
            IdentityCommands ownCommands,
            IdentityEvents events,
            TransactionOperations transaction) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.codes = codes;
        this.departure = departure;
        this.mailboxes = mailboxes;
        this.keys = keys;
        this.keepers = keepers;
        this.commands = commands;
        this.ownCommands = ownCommands;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * @param currentPassword {@code null} for somebody who logs in at an external issuer
     * @param ip the remote address that the request came from
     * @throws Rejection if the password is wrong, or a tenant would be left without an owner
     */
    public void eraseOwn(UserId userId, @Nullable String currentPassword, String ip) {
        Account account = sessions.account(userId);
        String passwordHash = account.passwordHash();
        if (passwordHash != null) {
            if (currentPassword == null) {
                throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "currentPassword", "is required");
            }
            if (!passwords.matches(currentPassword, passwordHash)) {
                ownCommands.send(new RecordFailedLogIn(userId), ip);
                throw Rejection.of(Rejection.Code.CREDENTIALS_INVALID, "The current password is wrong");
            }
        }
        letGo(account);
        ownCommands.send(new EraseOwnAccount(userId), ip);
        letGoOfTheRest(person(account));
    }

    /**
     * On behalf of somebody who cannot do it.
     *
     * @throws Rejection if there never was such an account, or a tenant would be left without an owner
     */
    public Receipt<Object> erase(UserId userId, Caller caller) {
        caller.require(Permission.ERASE_USERS);
        Optional<Account> account = accounts.find(userId);
        account.ifPresent(this::letGo);
        Receipt<Object> receipt = commands.send(new EraseUser(userId), caller);
        letGoOfTheRest(account.map(Erasure::person).orElse(new Person(userId, null)));
        return receipt;
    }

    @CommandHandler
    void handle(EraseOwnAccount command) {
        if (erase(command.userId())) {
            events.publish(new UserErased(command.userId(), command.tenantId()), command.userId());
        }
    }

    @CommandHandler
    void handle(EraseUser command) {
        if (erase(command.userId())) {
            events.publish(new UserErased(command.userId(), command.tenantId()));
        } else if (keys.erasedAt(command.userId()).isEmpty()) {
            throw Rejection.notFound("Account");
        }
    }

    /** @return {@code false} if nobody was left to erase */
    private boolean erase(UserId userId) {
        Optional<Account> account = accounts.find(userId);
        if (!accounts.delete(userId)) {
            return false;
        }
        sessions.endAll(userId);
        account.filter(known -> known.passwordHash() != null)
                .map(Account::email)
                .ifPresent(codes::forget);
        keys.erase(userId);
        return true;
    }

    private void letGo(Account account) {
        departure.fromEverywhere(account.id());
        forget(person(account));
    }

    private void letGoOfTheRest(Person erased) {
        forget(erased);
        departure.ofWhoIsGone(erased.userId());
    }

    /** An address that was never verified may be somebody else's, who keeps it. */
    private static Person person(Account account) {
        return new Person(account.id(), account.verified() ? account.email() : null);
    }

    private void forget(Person person) {
        String email = person.email();
        if (email != null) {
            mailboxes.forget(email);
        }
        TenantScope.everyTenant(() -> {
            transaction.executeWithoutResult(status -> keepers.forEach(keeper -> keeper.forget(person)));
            return person;
        });
    }
}
