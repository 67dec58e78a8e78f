package io.atalaya.command.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Codes of six digits that are mailed to an address. One lives per address and purpose; a new one takes its place.
 *
 * <p>There are only a million codes, so a fast hash of one, salted or not, gives the code away to whoever reads the
 * table. They are therefore kept as Argon2id hashes, like passwords: trying all of them takes hours, and a code lives for
 * minutes. It also makes a check take equally long whether or not there is a code. What guards against guessing at the
 * door is the bounded number of tries.
 */
@Component
class OneTimeCodes {
    private static final int CODES = 1_000_000;

    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final TransactionTemplate ownTransaction;
    private final CodeSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OneTimeCodes(
            JdbcClient jdbc,
            Passwords passwords,
            PlatformTransactionManager transactions,
            CodeSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.settings = settings;
        this.clock = clock;
    }

    /** What a code is for; one for one purpose is worth nothing for another. */
    enum Purpose {
        REGISTRATION,
        PASSWORD_RESET
    }

    /**
     * A code that is not kept yet.
     *
     * @param digits for the mail
     * @param hash for the table
     */
    record NewCode(String digits, Secret hash) {
        @Override
        public String toString() {
            return "NewCode[]";
        }
    }

    NewCode next() {
        String digits = String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
        return new NewCode(digits, new Secret(passwords.hash(digits)));
    }

    /** Part of the transaction of the command that asks for the code. */
    void keep(String email, Purpose purpose, Secret hash) {
        jdbc.sql("insert into one_time_code (email, purpose, code_hash, tries, expires_at)"
                        + " values (:email, :purpose, :hash, 0, :expires)"
                        + " on conflict (email, purpose) do update"
                        + " set code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at")
                .param("email", email)
                .param("purpose", purpose.name())
                .param("hash", hash.value())
                .param("expires", clock.instant().plus(settings.lifetime()).atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Counts the try before it compares, in a transaction of its own: neither a failing request nor several at once get
     * more tries than there are.
     *
     * @return what to {@link #use} the code with; empty if it is wrong, expired, used, or tried too often
     */
    Optional<Secret> check(String email, Purpose purpose, String digits) {
        Optional<String> hash = ownTransaction.execute(status -> countTry(email, purpose));
        boolean right = passwords.matches(digits, hash.orElse(null));
        return hash.filter(found -> right).map(Secret::new);
    }

    private Optional<String> countTry(String email, Purpose purpose) {
        return jdbc.sql("update one_time_code set tries = tries + 1 where email = :email and purpose = :purpose"
                        + " and tries < :tries and expires_at > :now returning code_hash")
                .param("email", email)
                .param("purpose", purpose.name())
                .param("tries", settings.tries())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    /**
     * Part of the transaction of the command that the code allows.
     *
     * @return whether it was still there; of two requests with the same code, one gets it
     */
    boolean use(String email, Purpose purpose, Secret hash) {
        return jdbc.sql("delete from one_time_code where email = :email and purpose = :purpose and code_hash = :hash")
                        .param("email", email)
                        .param("purpose", purpose.name())
                        .param("hash", hash.value())
                        .update()
                == 1;
    }

    /** Part of the transaction that erases the person whose address it is. */
    void forget(String email) {
        jdbc.sql("delete from one_time_code where email = :email")
                .param("email", email)
                .update();
    }

    /** @return how many codes had expired and are forgotten */
    int forgetExpired() {
        return jdbc.sql("delete from one_time_code where expires_at <= :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
