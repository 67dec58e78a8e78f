package io.atalaya.contract.notification.event;

import io.atalaya.kernel.DomainEvent;

/**
 * What can happen to notification channels and to what goes through them. Addresses, URLs and secrets stay out: the log is
 * for ever.
 */
public sealed interface NotificationEvent extends DomainEvent
        permits NotificationChannelAdded,
                NotificationChannelChanged,
                NotificationChannelRemoved,
                NotificationChannelPaused,
                NotificationChannelResumed,
                NotificationTestRequested,
                NotificationSent,
                NotificationGivenUp,
                NotificationRetried {}
