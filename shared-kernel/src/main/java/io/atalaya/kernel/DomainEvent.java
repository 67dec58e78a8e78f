package io.atalaya.kernel;

/** A fact in the domain log. Every fact belongs to exactly one tenant; platform-wide facts to {@link Platform#TENANT}. */
public interface DomainEvent {
    TenantId tenantId();
}
