package io.atalaya.command;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.jspecify.annotations.Nullable;

/** An aggregate of one tenant. To anybody else's commands it answers as if it did not exist. */
public abstract class TenantOwned {
    /** Set by the first event; {@code null} only while the aggregate is being created. */
    protected @Nullable TenantId tenantId;

    @CommandHandlerInterceptor
    void refuseOtherTenants(Command command) {
        if (tenantId != null && !tenantId.equals(command.tenantId())) {
            throw Rejection.notFound(getClass().getSimpleName());
        }
    }
}
