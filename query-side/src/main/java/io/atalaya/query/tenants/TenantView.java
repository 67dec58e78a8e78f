package io.atalaya.query.tenants;

import io.atalaya.kernel.TenantId;

/** A tenant, as platform staff see it. */
public record TenantView(TenantId id, String name) {}
