package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.DomainEvent;

/** What can happen to an alert. */
public sealed interface AlertEvent extends DomainEvent
        permits AlertRaised,
                AlertRetriggered,
                AlertConditionCleared,
                AlertSeverityRaised,
                AlertAcknowledged,
                AlertUnacknowledged,
                AlertShelved,
                AlertUnshelved,
                AlertInhibited,
                AlertInhibitionLifted,
                AlertAssigned,
                AlertCommented,
                AlertPaged,
                AlertEscalated,
                AlertTicketRequested,
                AlertResolved,
                AlertAutoResolved {
    AlertId alertId();
}
