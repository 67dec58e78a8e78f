package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** It has become worse. Whoever acknowledged it did not know, so it is unacknowledged. */
@Revision("1")
public record AlertSeverityRaised(AlertId alertId, TenantId tenantId, Severity severity) implements AlertEvent {}
