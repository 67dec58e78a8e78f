package io.atalaya.command.identity;

import io.atalaya.command.identity.IdentityCommand.ChangePassword;
import io.atalaya.command.identity.IdentityCommand.RecordFailedLogIn;
import io.atalaya.command.identity.IdentityCommand.RequestPasswordReset;
import io.atalaya.command.identity.IdentityCommand.ResetPassword;
import io.atalaya.command.identity.OneTimeCodes.NewCode;
import io.atalaya.command.identity.OneTimeCodes.Purpose;
import io.atalaya.command.mail.Mail;
import io.atalaya.command.mail.Mails;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.identity.event.PasswordChanged;
import io.atalaya.contract.identity.event.PasswordResetRequested;
import io.atalaya.kernel.Rejection;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** New passwords, by the old one or by a mailed code. Either ends all sessions of the user. */
@Component
public class PasswordChanges {
    private final Accounts accounts;
    private final Passwords passwords;
    private final OneTimeCodes codes;
    private final Sessions sessions;
    private final IdentityCommands commands;
    private final IdentityEvents events;
    private final Mails mails;

    PasswordChanges(
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

    /**
     * Mails a code if the address has a verified account. The caller cannot tell.
     *
     * @param ip the remote address that the request came from
     */
    public void requestReset(String address, String ip) {
        String email = Accounts.normalise(address);
        NewCode code = codes.next();
        if (commands.<Boolean>send(new RequestPasswordReset(email, code.hash()), ip)) {
            mails.send(codeFor(email, code));
        }
    }

    /** An address without an account gets a code too, which nobody learns, so that the work is the same. */
    @CommandHandler
    boolean handle(RequestPasswordReset command) {
        codes.keep(command.email(), Purpose.PASSWORD_RESET, command.codeHash());
        Optional<Account> account = accounts.findByEmail(command.email()).filter(Account::verified);
        account.ifPresent(found -> events.publish(new PasswordResetRequested(found.id(), command.tenantId())));
        return account.isPresent();
    }

    /**
     * @param ip the remote address that the request came from
     * @throws Rejection if the code is not the address's, whatever the reason
     */
    public void reset(String address, String code, String newPassword, String ip) {
        String email = Accounts.normalise(address);
        Secret codeHash = codes.check(email, Purpose.PASSWORD_RESET, code).orElseThrow(Registrations::codeInvalid);
        commands.send(new ResetPassword(email, codeHash, new Secret(passwords.hash(newPassword))), ip);
    }

    @CommandHandler
    void handle(ResetPassword command) {
        if (!codes.use(command.email(), Purpose.PASSWORD_RESET, command.codeHash())) {
            throw Registrations.codeInvalid();
        }
        UserId userId = accounts.resetPassword(command.email(), command.newPasswordHash())
                .orElseThrow(Registrations::codeInvalid);
        sessions.endAll(userId);
        events.publish(new PasswordChanged(userId, command.tenantId(), true), userId);
    }

    /**
     * @param ip the remote address that the request came from
     * @throws Rejection if the current password is wrong
     */
    public void change(UserId userId, String currentPassword, String newPassword, String ip) {
        Account account = sessions.account(userId);
        String passwordHash = account.passwordHash();
        if (passwordHash == null || !passwords.matches(currentPassword, passwordHash)) {
            commands.send(new RecordFailedLogIn(userId), ip);
            throw currentPasswordWrong();
        }
        commands.send(
                new ChangePassword(userId, new Secret(passwordHash), new Secret(passwords.hash(newPassword))), ip);
    }

    @CommandHandler
    void handle(ChangePassword command) {
        if (!accounts.replacePassword(command.userId(), command.passwordHash(), command.newPasswordHash())) {
            throw currentPasswordWrong();
        }
        sessions.endAll(command.userId());
        events.publish(new PasswordChanged(command.userId(), command.tenantId(), false), command.userId());
    }

    private static Rejection currentPasswordWrong() {
        return Rejection.of(Rejection.Code.CREDENTIALS_INVALID, "The current password is wrong");
    }

    private static Mail codeFor(String email, NewCode code) {
        return new Mail(email, "Your Atalaya password reset", """
                Somebody, most likely you, asked for a new password of your Atalaya account.
                To choose one, enter this code:

                    %s

                If it was not you, do not enter the code anywhere and ignore this mail.
                """.formatted(code.digits()));
    }
}
