package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The value is normal again; the rule's clear time has begun. */
@Revision("1")
public record AlertConditionCleared(AlertId alertId, TenantId tenantId, double value, Instant clearedAt)
        implements AlertEvent {}
