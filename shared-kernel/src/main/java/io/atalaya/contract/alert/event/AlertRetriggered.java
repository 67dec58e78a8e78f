package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * The rule was breached again; the condition is active.
 *
 * @param occurrences breaching readings since the alert was raised
 */
@Revision("1")
public record AlertRetriggered(AlertId alertId, TenantId tenantId, double value, int occurrences, Instant triggeredAt)
        implements AlertEvent {}
