package io.atalaya.kernel;

/** An intention to change something of one tenant. An aggregate of another tenant answers it as if it did not exist. */
public interface Command {
    TenantId tenantId();
}
