package io.atalaya.command.identity;

import io.atalaya.command.identity.IdentityCommand.ChangeDetails;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.identity.event.UserDetailsChanged;
import io.atalaya.kernel.Rejection;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people say of themselves, and may correct. */
@Component
public class PersonalDetails {
    private final Accounts accounts;
    private final Sessions sessions;
    private final IdentityCommands commands;
    private final IdentityEvents events;

    PersonalDetails(Accounts accounts, Sessions sessions, IdentityCommands commands, IdentityEvents events) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.commands = commands;
        this.events = events;
    }

    /**
     * Repeating it changes nothing.
     *
     * @param phone {@code null} for none
     * @param ip the remote address that the request came from
     * @throws Rejection if the account does not exist any more
     */
    public Account change(UserId userId, String name, @Nullable String phone, String ip) {
        commands.send(new ChangeDetails(userId, name, phone), ip);
        return sessions.account(userId);
    }

    @CommandHandler
    void handle(ChangeDetails command) {
        boolean changed = accounts.describe(command.userId(), command.name(), command.phone());
        Account account = sessions.account(command.userId());
        if (changed) {
            events.publish(
                    new UserDetailsChanged(
                            account.id(), command.tenantId(), account.email(), account.name(), account.phone()),
                    account.id());
        }
    }
}
