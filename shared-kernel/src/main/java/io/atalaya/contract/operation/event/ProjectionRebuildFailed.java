package io.atalaya.contract.operation.event;

import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * The second generation could not be built; the live one goes on as it was.
 *
 * @param position of the event that could not be handled or, if it was none in particular, of the last that was
 */
@Revision("1")
public record ProjectionRebuildFailed(TenantId tenantId, String processor, long position) implements OperationEvent {}
