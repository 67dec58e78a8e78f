package io.atalaya.contract.tenant.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** A user may not act in the tenant any more. */
@Revision("1")
public record MemberRemoved(TenantId tenantId, UserId userId) implements TenantEvent {}
