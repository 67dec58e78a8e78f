package io.atalaya.contract.operation.event;

import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** An event that had been put aside was tried again. Whether it worked shows in the read model. */
@Revision("1")
public record DeadLetterRetried(TenantId tenantId, String letterId, String processor, String eventId)
        implements OperationEvent {}
