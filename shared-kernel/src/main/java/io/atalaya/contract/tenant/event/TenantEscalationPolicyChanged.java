package io.atalaya.contract.tenant.event;

import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Whoever is told of the tenant's alerts from now on is told by this policy. */
@Revision("1")
public record TenantEscalationPolicyChanged(TenantId tenantId, EscalationPolicy policy) implements TenantEvent {}
