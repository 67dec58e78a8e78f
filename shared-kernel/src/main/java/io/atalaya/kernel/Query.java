package io.atalaya.kernel;

/** A question about one tenant; the answer never holds anything of another. */
public interface Query {
    TenantId tenantId();
}
