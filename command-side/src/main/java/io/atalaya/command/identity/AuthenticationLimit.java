package io.atalaya.command.identity;

import io.atalaya.command.limit.Balance;
import io.atalaya.command.limit.Buckets;
import io.atalaya.command.limit.LimitSettings;
import io.atalaya.command.limit.RemoteNetwork;
import io.atalaya.kernel.Rejection;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Bounds guessing and mail. Guesses are counted per account and address together: whoever is locked out of an account is
 * so at that address only, and its owner logs in elsewhere. Nothing here depends on whether there is such an account.
 *
 * <p>Many accounts from one address are bounded by what an address may ask for at all.
 */
@Component
public class AuthenticationLimit {
    private final Buckets<Attempt> attempts;
    private final Buckets<String> mails;

    AuthenticationLimit(LimitSettings settings, Clock clock) {
        this.attempts = new Buckets<>("authentication", settings.authentication(), clock, settings.maxTracked());
        this.mails = new Buckets<>("mail", settings.mails(), clock, settings.maxTracked());
    }

    /** Each is counted apart: who has mistyped a password too often can still reset it by a code. */
    private enum Kind {
        PASSWORD,
        CODE,
        MAIL
    }

    private record Attempt(Kind kind, String account, String network) {}

    /**
     * Runs what may turn out to be a wrong guess; only that counts. It is counted beforehand and taken back if right, so
     * that many at once get no more guesses than one after the other.
     *
     * @param account the address or id of the account
     * @param ip the remote address that the request came from
     * @throws Rejection RATE_LIMITED if there have been too many wrong ones
     */
    public <T> T guessPassword(String account, String ip, Supplier<T> attempt) {
        return guess(attempt(Kind.PASSWORD, account, ip), attempt);
    }

    /** As {@link #guessPassword}, of mailed codes. */
    public <T> T guessCode(String account, String ip, Supplier<T> attempt) {
        return guess(attempt(Kind.CODE, account, ip), attempt);
    }

    private <T> T guess(Attempt key, Supplier<T> attempt) {
        require(attempts.take(key));
        boolean wrong = false;
        try {
            return attempt.get();
        } catch (Rejection rejection) {
            wrong = rejection.code().kind() == Rejection.Kind.UNAUTHENTICATED;
            throw rejection;
        } finally {
            if (!wrong) {
                attempts.giveBack(key);
            }
        }
    }

    /**
     * Counts a mail that is going to be sent, if its recipient turns out to have an account.
     *
     * @param ip the remote address that the request came from
     * @throws Rejection RATE_LIMITED if the address has asked for too many to this mailbox, or too many go there at all
     */
    public void mail(String address, String ip) {
        Attempt key = attempt(Kind.MAIL, address, ip);
        require(attempts.take(key));
        require(mails.take(key.account()));
    }

    private static Attempt attempt(Kind kind, String account, String ip) {
        return new Attempt(kind, Accounts.normalise(account), RemoteNetwork.of(ip));
    }

    private static void require(Balance balance) {
        if (!balance.granted()) {
            throw balance.refusal();
        }
    }
}
