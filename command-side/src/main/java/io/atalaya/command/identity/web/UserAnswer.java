package io.atalaya.command.identity.web;

import io.atalaya.command.identity.Account;
import io.atalaya.command.tenant.Membership;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.identity.UserId;
import java.util.List;

/** A user, as only that user sees it. */
record UserAnswer(UserId id, String email, String name, List<Membership> memberships) {
    static UserAnswer of(Account account, Memberships memberships) {
        return new UserAnswer(account.id(), account.email(), account.name(), memberships.of(account.id()));
    }
}
