package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The condition has been normal for the rule's clear time. Final. */
@Revision("1")
public record AlertAutoResolved(AlertId alertId, TenantId tenantId, double value, Instant clearedAt)
        implements AlertEvent {}
