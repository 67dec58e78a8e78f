package io.atalaya.command.tenant;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.tenant.command.RemoveMember;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Takes somebody who is erased out of all tenants. */
@Component
public class Departure {
    private static final String ACTOR = "erasure";

    private final Memberships memberships;
    private final CommandDispatcher commands;
    private final TransactionOperations transaction;

    Departure(Memberships memberships, CommandDispatcher commands, TransactionOperations transaction) {
        this.memberships = memberships;
        this.commands = commands;
        this.transaction = transaction;
    }

    /**
     * Repeating it changes nothing.
     *
     * @throws Rejection if a tenant would be left without an owner; the user is still in all of them then, unless its
     *     other owners are leaving at this very moment
     */
    public void fromEverywhere(UserId userId) {
        List<Membership> all = memberships.now(userId);
        all.forEach(membership -> requireAnotherOwner(userId, membership));
        for (Membership membership : all) {
            commands.send(
                    new RemoveMember(membership.tenantId(), userId), SystemMetadata.of(membership.tenantId(), ACTOR));
        }
    }

    private void requireAnotherOwner(UserId userId, Membership membership) {
        List<UserId> owners = TenantScope.tenant(
                membership.tenantId(),
                () -> transaction.execute(status ->
                        memberships.withRole(membership.tenantId(), Membership.owning(membership.tenantId()))));
        if (List.of(userId).equals(owners)) {
            String who = membership.tenantId().equals(Platform.TENANT)
                    ? "The platform's last administrator"
                    : "The last owner of tenant " + membership.tenantId();
            throw Rejection.of(Rejection.Code.LAST_OWNER, who + " cannot be erased; name another one first");
        }
    }
}
