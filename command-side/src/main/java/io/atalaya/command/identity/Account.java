package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A person's account.
 *
 * @param email {@code null} if an external issuer has not told it
 * @param phone {@code null} if the person has given none
 * @param passwordHash {@code null} if the person logs in at an external issuer
 * @param verified whether the address is known to be the person's; nobody logs in here before
 */
public record Account(
        UserId id,
        @Nullable String email,
        String name,
        @Nullable String phone,
        @Nullable String passwordHash,
        boolean verified) {

    /** Whether there may be somebody behind it who gets in: an address that was never verified may be anybody's. */
    boolean counts() {
        return verified || passwordHash == null;
    }

    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
