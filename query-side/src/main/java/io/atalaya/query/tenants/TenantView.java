package io.atalaya.query.tenants;

import io.atalaya.kernel.TenantId;

/**
 * A tenant, as its members and platform staff see it.
 *
 * @param retentionDays how long readings are kept, be it by the platform's default
 */
public record TenantView(TenantId id, String name, long retentionDays) {}
