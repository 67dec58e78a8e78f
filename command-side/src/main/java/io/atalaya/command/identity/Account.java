package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;

/**
 * A person's account.
 *
 * @param verified whether the address is known to be the person's; nobody logs in before
 */
public record Account(UserId id, String email, String name, String passwordHash, boolean verified) {
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
