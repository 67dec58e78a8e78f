package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is to look after the alert.
 *
 * @param assigneeId {@code null} if nobody in particular is any more
 */
@Revision("1")
public record AlertAssigned(
        AlertId alertId, TenantId tenantId, @Nullable UserId assigneeId) implements AlertEvent {}
