package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is written, and put on the record, in one transaction. These stay inside this package: passwords and codes have
 * been checked before, outside any transaction, because that takes long.
 */
sealed interface IdentityCommand extends Command {
    @Override
    default TenantId tenantId() {
        return Platform.TENANT;
    }

    /** Keeps an unverified account, or the code only if the address has a verified one. Answers a {@link Boolean}: the latter. */
    @RequiresPermission(systemOnly = true)
    record SignUp(UserId userId, String email, String name, Secret passwordHash, Secret codeHash)
            implements IdentityCommand {
        @Override
        public String toString() {
            return "SignUp[" + userId + "]";
        }
    }

    /** Answers an {@link OpenedSession}. */
    @RequiresPermission(systemOnly = true)
    record VerifyAccount(String email, Secret codeHash) implements IdentityCommand {
        @Override
        public String toString() {
            return "VerifyAccount[]";
        }
    }

    /** Answers a {@link Boolean}: whether the address has an account whose password can be reset. */
    @RequiresPermission(systemOnly = true)
    record RequestPasswordReset(String email, Secret codeHash) implements IdentityCommand {
        @Override
        public String toString() {
            return "RequestPasswordReset[]";
        }
    }

    @RequiresPermission(systemOnly = true)
    record ResetPassword(String email, Secret codeHash, Secret newPasswordHash) implements IdentityCommand {
        @Override
        public String toString() {
            return "ResetPassword[]";
        }
    }

    /** Refused if the password has been changed since it was checked. */
    @RequiresPermission(systemOnly = true)
    record ChangePassword(UserId userId, Secret passwordHash, Secret newPasswordHash) implements IdentityCommand {}

    /** Refused if the password has been changed since it was checked. Answers an {@link OpenedSession}. */
    @RequiresPermission(systemOnly = true)
    record OpenSession(UserId userId, Secret passwordHash) implements IdentityCommand {}

    /** @param userId {@code null} if there is no account: nothing is recorded then, and it takes as long */
    @RequiresPermission(systemOnly = true)
    record RecordFailedLogIn(@Nullable UserId userId) implements IdentityCommand {}

    /** @param stolen whether the token was used before, so that somebody else has had it */
    @RequiresPermission(systemOnly = true)
    record EndSession(Secret refreshToken, boolean stolen) implements IdentityCommand {}

    /**
     * Makes the person's account, or gives it the name and address that its issuer tells.
     *
     * @param loggedInAt when the person last proved to the issuer who they are
     */
    @RequiresPermission(systemOnly = true)
    record RecordExternalPerson(UserId userId, ExternalPerson person, Instant loggedInAt) implements IdentityCommand {}

    /** @param phone {@code null} for none */
    @RequiresPermission(systemOnly = true)
    record ChangeDetails(
            UserId userId, String name, @Nullable String phone) implements IdentityCommand {
        @Override
        public String toString() {
            return "ChangeDetails[" + userId + "]";
        }
    }

    /** As {@link io.atalaya.contract.identity.command.EraseUser}, of somebody who has just shown who it is. */
    @RequiresPermission(systemOnly = true)
    record EraseOwnAccount(UserId userId) implements IdentityCommand {}

    /** What a command that begins a session answers. */
    record OpenedSession(UserId userId, Secret refreshToken) {}
}
