package io.atalaya.contract.tenant.event;

import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * Time that begins to run for the tenant's tickets is measured by these from now on.
 *
 * @param version counts up within the tenant, from 1; the platform's standard is 0
 */
@Revision("1")
public record TenantServiceLevelsChanged(TenantId tenantId, int version, ServiceLevels levels) implements TenantEvent {}
