package io.atalaya.contract.tenant.event;

import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** A tenant exists from now on. */
@Revision("1")
public record TenantCreated(TenantId tenantId, String name) implements TenantEvent {}
