package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The alert is back.
 *
 * @param userId who took it back; {@code null} if its time was up
 */
@Revision("1")
public record AlertUnshelved(
        AlertId alertId, TenantId tenantId, @Nullable UserId userId) implements AlertEvent {}
