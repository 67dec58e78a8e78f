package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;

/** Creates an account. Stays inside this package's side: it carries a password. Repeating it changes nothing. */
@RequiresPermission(systemOnly = true)
public record RegisterUser(UserId userId, String email, String name, String password) implements Command {
    @Override
    public TenantId tenantId() {
        return Platform.TENANT;
    }

    @Override
    public String toString() {
        return "RegisterUser[" + userId + "]";
    }
}
