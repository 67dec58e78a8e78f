package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** Somebody has something to say about the alert. */
@Revision("1")
public record AlertCommented(AlertId alertId, TenantId tenantId, UUID commentId, UserId userId, String text)
        implements AlertEvent {}
