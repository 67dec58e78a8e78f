package io.atalaya.contract.identity.command;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/**
 * Deletes a person's account and the key to what events say about them. The memberships must have ended before. Repeating
 * it changes nothing.
 */
@TenantWide
@RequiresPermission(Permission.ERASE_USERS)
public record EraseUser(UserId userId) implements Command {
    @Override
    public TenantId tenantId() {
        return Platform.TENANT;
    }
}
