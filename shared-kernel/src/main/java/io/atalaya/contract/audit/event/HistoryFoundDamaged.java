package io.atalaya.contract.audit.event;

import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * A verification found that the history is not what it was.
 *
 * @param position of the first event that is wrong, in the domain log
 * @param fault what is wrong there, as the verification names it
 */
@Revision("1")
public record HistoryFoundDamaged(TenantId tenantId, long position, String fault) implements HistoryEvent {}
