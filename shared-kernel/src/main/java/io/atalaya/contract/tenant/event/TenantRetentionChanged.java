package io.atalaya.contract.tenant.event;

import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** The tenant's readings are kept for so many days from now on, instead of the platform's default. */
@Revision("1")
public record TenantRetentionChanged(TenantId tenantId, int retentionDays) implements TenantEvent {}
