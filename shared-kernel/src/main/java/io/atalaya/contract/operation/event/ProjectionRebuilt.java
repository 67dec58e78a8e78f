package io.atalaya.contract.operation.event;

import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * The second generation has caught up.
 *
 * @param events how many were read from the log
 * @param differences rows in which it differed from the live one: replaced by now, unless it was to check only
 */
@Revision("1")
public record ProjectionRebuilt(TenantId tenantId, String processor, boolean checkOnly, long events, long differences)
        implements OperationEvent {}
