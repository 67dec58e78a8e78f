package io.atalaya.app.architecture.samples;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;

/** A query that would be refused to everybody. */
public record QueryWithoutPermission(TenantId tenantId) implements Query {}
