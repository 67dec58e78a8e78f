package io.atalaya.command.tenant;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.tenant.command.RemoveMember;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Takes somebody who is erased out of all tenants. */
@Component
public class Departure {
    private static final Logger log = LoggerFactory.getLogger(Departure.class);
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
        all.forEach(membership -> leave(userId, membership));
    }

    /**
     * Takes somebody out of what they have become a member of while being erased. A tenant whose last owner that is keeps an
     * owner who is gone.
     */
    public void ofWhoIsGone(UserId userId) {
        for (Membership membership : memberships.now(userId)) {
            try {
                leave(userId, membership);
            } catch (Rejection lastOwner) {
                log.warn("{} was erased and is still a member of {}", userId, membership.tenantId(), lastOwner);
            }
        }
    }

    private void leave(UserId userId, Membership membership) {
        commands.send(new RemoveMember(membership.tenantId(), userId), SystemMetadata.of(membership.tenantId(), ACTOR));
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
