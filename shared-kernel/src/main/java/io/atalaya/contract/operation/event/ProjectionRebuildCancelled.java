package io.atalaya.contract.operation.event;

import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** The second generation is not wanted any more; the live one goes on as it was. */
@Revision("1")
public record ProjectionRebuildCancelled(TenantId tenantId, String processor) implements OperationEvent {}
