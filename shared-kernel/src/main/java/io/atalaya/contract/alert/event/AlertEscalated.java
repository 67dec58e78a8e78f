package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * Nobody resolved the alert in time.
 *
 * @param level 1 for the first escalation
 */
@Revision("1")
public record AlertEscalated(AlertId alertId, TenantId tenantId, int level) implements AlertEvent {}
