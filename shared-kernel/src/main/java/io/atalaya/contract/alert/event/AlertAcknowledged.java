package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Somebody is looking after the alert; paging stops. */
@Revision("1")
public record AlertAcknowledged(AlertId alertId, TenantId tenantId, UserId userId) implements AlertEvent {}
