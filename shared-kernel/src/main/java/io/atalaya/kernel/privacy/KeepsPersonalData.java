package io.atalaya.kernel.privacy;

import io.atalaya.contract.identity.UserId;
import org.jspecify.annotations.Nullable;

/** Whoever keeps something about people in a table of its own, beside the log, and has to let go of it. */
public interface KeepsPersonalData {
    /** In a transaction that sees the rows of all tenants. Repeating it changes nothing. */
    void forget(Person person);

    /**
     * Who is to be forgotten.
     *
     * @param email {@code null} if it was never known
     */
    record Person(UserId userId, @Nullable String email) {
        @Override
        public String toString() {
            return "Person[" + userId + "]";
        }
    }
}
