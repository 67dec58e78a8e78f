package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;

/** A person's account. */
public record Account(UserId id, String email, String name, String passwordHash) {
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
