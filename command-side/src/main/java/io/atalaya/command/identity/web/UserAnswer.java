package io.atalaya.command.identity.web;

import io.atalaya.command.identity.Account;
import io.atalaya.command.tenant.Membership;
import io.atalaya.contract.identity.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user, as only that user sees it. */
record UserAnswer(
        UserId id,
        @Nullable String email,
        String name,
        @Nullable String phone,
        List<Membership> memberships) {
    static UserAnswer of(Account account, List<Membership> memberships) {
        return new UserAnswer(account.id(), account.email(), account.name(), account.phone(), memberships);
    }
}
