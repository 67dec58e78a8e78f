package io.atalaya.app.architecture.samples;

import io.atalaya.kernel.DomainEvent;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** An event that no sealed family names. */
@Revision("1")
public record EventWithoutFamily(TenantId tenantId) implements DomainEvent {}
