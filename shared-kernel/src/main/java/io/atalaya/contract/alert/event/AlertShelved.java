package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Somebody has put the alert aside; nobody is told of it until then, and it comes back by itself. */
@Revision("1")
public record AlertShelved(AlertId alertId, TenantId tenantId, UserId userId, Instant until, String reason)
        implements AlertEvent {}
