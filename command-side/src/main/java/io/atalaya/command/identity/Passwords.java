package io.atalaya.command.identity;

import io.atalaya.kernel.Rejection;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Argon2id with OWASP's parameters (19 MiB, two passes, one lane). Each hash takes that memory and tens of
 * milliseconds, so only as many run at once as there are processors.
 */
@Component
class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int WAIT_SECONDS = 5;

    private final Argon2PasswordEncoder argon2;
    private final Semaphore running = new Semaphore(Runtime.getRuntime().availableProcessors());
    /** What a password is compared with when there is no account, so that the answer takes equally long. */
    private final Supplier<String> nobodysHash;

    Passwords() {
        this(MEMORY_KIB, PASSES);
    }

    /** For tests, which log in more often than anybody else. */
    Passwords(int memoryKib, int passes) {
        argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, memoryKib, passes);
        nobodysHash = SingletonSupplier.of(() -> argon2.encode("nobody"));
    }

    String hash(String password) {
        return bounded(() -> argon2.encode(password));
    }

    /** @param hash {@code null} if there is no account */
    boolean matches(String password, @Nullable String hash) {
        boolean matches = bounded(() -> argon2.matches(password, hash == null ? nobodysHash.get() : hash));
        return matches && hash != null;
    }

    private <T> T bounded(Supplier<T> hashing) {
        try {
            if (!running.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw Rejection.of(Rejection.Code.TOO_MANY_LOGINS, "Too many log-ins at once; try again");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Rejection.of(Rejection.Code.TOO_MANY_LOGINS, "The server is stopping; try again");
        }
        try {
            return hashing.get();
        } finally {
            running.release();
        }
    }
}
