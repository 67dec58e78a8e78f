package io.atalaya.contract.tenant.event;

import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** The tenant has this name from now on. */
@Revision("1")
public record TenantRenamed(TenantId tenantId, String name) implements TenantEvent {}
