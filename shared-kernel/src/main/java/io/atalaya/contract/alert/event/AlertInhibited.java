package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Inhibition;
import io.atalaya.kernel.TenantId;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/**
 * Something else explains the alert; nobody is told of it while that lasts.
 *
 * @param causeId the gateway's device or the maintenance window
 */
@Revision("1")
public record AlertInhibited(AlertId alertId, TenantId tenantId, Inhibition inhibition, UUID causeId)
        implements AlertEvent {}
