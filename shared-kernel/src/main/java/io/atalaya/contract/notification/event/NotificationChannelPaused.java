package io.atalaya.contract.notification.event;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * So many attempts to deliver have failed in a row that nothing more is tried.
 *
 * @param lastFailure why the last one did
 */
@Revision("1")
public record NotificationChannelPaused(ChannelId channelId, TenantId tenantId, int failures, String lastFailure)
        implements NotificationEvent {}
