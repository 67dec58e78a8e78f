package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Inhibition;
import io.atalaya.kernel.TenantId;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/**
 * What explained the alert is over.
 *
 * @param causeId the gateway's device or the maintenance window
 */
@Revision("1")
public record AlertInhibitionLifted(AlertId alertId, TenantId tenantId, Inhibition inhibition, UUID causeId)
        implements AlertEvent {}
