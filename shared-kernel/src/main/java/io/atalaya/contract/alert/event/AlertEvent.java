package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.DomainEvent;

/** What can happen to an alert. */
public sealed interface AlertEvent extends DomainEvent
        permits AlertRaised,
                AlertPaged,
                AlertRetriggered,
                AlertConditionCleared,
                AlertAcknowledged,
                AlertEscalated,
                AlertResolved,
                AlertAutoResolved {
    AlertId alertId();
}
