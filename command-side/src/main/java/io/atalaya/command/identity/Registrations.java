package io.atalaya.command.identity;

import io.atalaya.command.identity.IdentityCommand.OpenedSession;
import io.atalaya.command.identity.IdentityCommand.SignUp;
import io.atalaya.command.identity.IdentityCommand.VerifyAccount;
import io.atalaya.command.identity.OneTimeCodes.NewCode;
import io.atalaya.command.identity.OneTimeCodes.Purpose;
import io.atalaya.command.mail.Mail;
import io.atalaya.command.mail.Mails;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.identity.event.RegistrationRepeated;
import io.atalaya.contract.identity.event.UserRegistered;
import io.atalaya.contract.identity.event.UserVerified;
import io.atalaya.kernel.Rejection;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/**
 * People who make their own accounts. Nobody learns here whether an address has one: registering does the same work and
 * gives the same answer either way, and only the mail tells. What the caller wrote never goes into a mail, so that
 * nobody sends texts of their own through us.
 */
@Component
public class Registrations {
    private final Accounts accounts;
    private final Passwords passwords;
    private final OneTimeCodes codes;
    private final Sessions sessions;
    private final IdentityCommands commands;
    private final IdentityEvents events;
    private final Mails mails;

    Registrations(
            Accounts accounts,
            Passwords passwords,
            OneTimeCodes codes,
            Sessions sessions,
            IdentityCommands commands,
            IdentityEvents events,
            Mails mails) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.codes = codes;
        this.sessions = sessions;
        this.commands = commands;
        this.events = events;
        this.mails = mails;
    }

    /** @param ip the remote address that the request came from */
    public void register(String address, String password, String name, String ip) {
        String email = Accounts.normalise(address);
        Secret passwordHash = new Secret(passwords.hash(password));
        NewCode code = codes.next();
        boolean exists = commands.<Boolean>send(new SignUp(UserId.next(), email, name, passwordHash, code.hash()), ip);
        mails.send(exists ? accountExists(email) : codeFor(email, code));
    }

    /** A verified address gets a code too, which nobody learns and which opens nothing, so that the work is the same. */
    @CommandHandler
    boolean handle(SignUp command) {
        Account account =
                accounts.keepUnverified(command.userId(), command.email(), command.name(), command.passwordHash());
        codes.keep(command.email(), Purpose.REGISTRATION, command.codeHash());
        events.publish(
                account.id().equals(command.userId())
                        ? new UserRegistered(account.id(), command.tenantId())
                        : new RegistrationRepeated(account.id(), command.tenantId()));
        return account.verified();
    }

    /**
     * @param ip the remote address that the request came from
     * @throws Rejection if the code is not the address's, whatever the reason
     */
    public Sessions.Session verify(String address, String code, String ip) {
        String email = Accounts.normalise(address);
        Secret codeHash = codes.check(email, Purpose.REGISTRATION, code).orElseThrow(Registrations::codeInvalid);
        OpenedSession opened = commands.send(new VerifyAccount(email, codeHash), ip);
        return sessions.of(opened);
    }

    @CommandHandler
    OpenedSession handle(VerifyAccount command) {
        if (!codes.use(command.email(), Purpose.REGISTRATION, command.codeHash())) {
            throw codeInvalid();
        }
        Account account = accounts.verify(command.email()).orElseThrow(Registrations::codeInvalid);
        UserId userId = account.id();
        events.publish(new UserVerified(userId, command.tenantId(), account.email(), account.name()), userId);
        return sessions.begin(userId);
    }

    static Rejection codeInvalid() {
        return Rejection.of(Rejection.Code.CODE_INVALID, "The code is not valid, or not any more; ask for a new one");
    }

    private static Mail codeFor(String email, NewCode code) {
        return new Mail(email, "Your Atalaya code", """
                Somebody, most likely you, registered at Atalaya with this address.
                To finish, enter this code:

                    %s

                If it was not you, do not enter the code anywhere and ignore this mail.
                """.formatted(code.digits()));
    }

    private static Mail accountExists(String email) {
        return new Mail(email, "You have an Atalaya account already", """
                Somebody, most likely you, tried to register at Atalaya with this address, which has an account already.
                You can log in with it. If you have forgotten the password, ask for a password reset.

                If it was not you, there is nothing to do: nothing has changed.
                """);
    }
}
