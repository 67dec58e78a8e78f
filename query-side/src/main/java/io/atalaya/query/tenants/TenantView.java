package io.atalaya.query.tenants;

import io.atalaya.kernel.TenantId;

/** A tenant, as its members and platform staff see it. */
public record TenantView(TenantId id, String name) {}
