package io.atalaya.contract.operation.event;

import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** An event that had been put aside will not be tried again. */
@Revision("1")
public record DeadLetterDiscarded(TenantId tenantId, String letterId, String processor, String eventId, String reason)
        implements OperationEvent {}
