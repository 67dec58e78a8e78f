package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Somebody has declared the alert to be over. Final. */
@Revision("1")
public record AlertResolved(AlertId alertId, TenantId tenantId, UserId userId, String note, boolean forced)
        implements AlertEvent {}
