package io.atalaya.contract.operation.event;

import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** A second generation of the read model is being built; or, to check only, to be compared with the live one. */
@Revision("1")
public record ProjectionRebuildRequested(TenantId tenantId, String processor, boolean checkOnly)
        implements OperationEvent {}
