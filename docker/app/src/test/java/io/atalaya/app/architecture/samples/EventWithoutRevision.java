package io.atalaya.app.architecture.samples;

import io.atalaya.kernel.DomainEvent;
import io.atalaya.kernel.TenantId;

/** Would be stored without a revision, so that no upcaster could tell old from new. */
public record EventWithoutRevision(TenantId tenantId) implements DomainEvent {}
