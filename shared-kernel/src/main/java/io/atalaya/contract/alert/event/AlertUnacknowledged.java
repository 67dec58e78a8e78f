package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Unacknowledgement;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Nobody is looking after the alert any more; paging starts again.
 *
 * @param userId who said so; {@code null} if it came by itself
 */
@Revision("1")
public record AlertUnacknowledged(
        AlertId alertId,
        TenantId tenantId,
        Unacknowledgement reason,
        @Nullable UserId userId) implements AlertEvent {}
