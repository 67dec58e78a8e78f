package io.atalaya.contract.audit.event;

import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * Somebody was given a part of the history as evidence.
 *
 * @param firstSequence its first event's place in the tenant's chain
 * @param lastSequence its last event's
 */
@Revision("1")
public record HistoryExported(TenantId tenantId, long firstSequence, long lastSequence) implements HistoryEvent {}
