package io.atalaya.kernel;

import java.util.UUID;

/** The platform as a tenant of its own: what happens to accounts and tenants themselves is recorded under it. */
public final class Platform {
    public static final TenantId TENANT = new TenantId(new UUID(0, 0));

    private Platform() {}
}
