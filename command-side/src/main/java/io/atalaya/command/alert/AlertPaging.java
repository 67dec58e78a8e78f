package io.atalaya.command.alert;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.timer.Timers;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.event.AlertEscalated;
import io.atalaya.contract.alert.event.AlertInhibitionLifted;
import io.atalaya.contract.alert.event.AlertPaged;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertSeverityRaised;
import io.atalaya.contract.alert.event.AlertTicketRequested;
import io.atalaya.contract.alert.event.AlertUnacknowledged;
import io.atalaya.contract.alert.event.AlertUnshelved;
import io.atalaya.contract.escalation.EscalationLevel;
import io.atalaya.contract.escalation.EscalationPolicy;
import org.axonframework.eventsourcing.EventSourcingHandler;

/**
 * Who has been told of an alert, and how far it has risen. A chain of pages begins when there is something new to tell,
 * and ends when somebody acknowledges the alert, when it is suppressed or resolved, or with the level's last repetition.
 */
final class AlertPaging {
    private final AlertRaised raised;
    private final Timers<AlertTimer> timers;
    private Severity severity;
    private int level;
    private int pages;
    private int pagesInChain;
    private boolean ticketRequested;

    AlertPaging(AlertRaised raised, Timers<AlertTimer> timers) {
        this.raised = raised;
        this.timers = timers;
        this.severity = raised.severity();
    }

    boolean hasBegun() {
        return pages > 0;
    }

    boolean isAtLeast(Severity other) {
        return severity.compareTo(other) >= 0;
    }

    /** Lets the next level's time run, unless it does already or there is none. */
    void runEscalation(AlertDesk desk) {
        if (!timers.isSet(AlertTimer.ESCALATION)) {
            policy(desk)
                    .escalateAfter(level)
                    .ifPresent(
                            time -> timers.set(AlertTimer.ESCALATION, desk.now().plus(time)));
        }
    }

    /**
     * Begins a chain, unless one runs already or is at its end.
     *
     * @param atOnce whether the first page comes now, or after the time between two
     */
    void begin(boolean atOnce, AlertDesk desk) {
        if (pagesInChain == 0 && !timers.isSet(AlertTimer.PAGING)) {
            if (atOnce) {
                page(desk);
            } else {
                awaitNextPage(policy(desk).at(level), desk);
            }
        }
    }

    /** One page more, and if it was not the last one, the time until the next. */
    void page(AlertDesk desk) {
        EscalationLevel present = policy(desk).at(level);
        apply(new AlertPaged(
                raised.alertId(),
                raised.tenantId(),
                raised.deviceId(),
                raised.type(),
                severity,
                raised.message(),
                level,
                pages + 1,
                present.urgent(),
                present.roles(),
                present.userIds()));
        if (pagesInChain <= present.repeats()) {
            awaitNextPage(present, desk);
        }
    }

    /** To the next level, whose people are told at once, and with a ticket if they want one. */
    void escalate(AlertDesk desk) {
        apply(new AlertEscalated(raised.alertId(), raised.tenantId(), level + 1));
        if (policy(desk).at(level).openTicket() && !ticketRequested) {
            apply(new AlertTicketRequested(
                    raised.alertId(), raised.tenantId(), raised.deviceId(), severity, raised.message(), level));
        }
    }

    private void awaitNextPage(EscalationLevel present, AlertDesk desk) {
        timers.set(AlertTimer.PAGING, desk.now().plus(present.repeatEvery()));
    }

    private EscalationPolicy policy(AlertDesk desk) {
        return desk.policy(raised.tenantId());
    }

    @EventSourcingHandler
    void on(AlertPaged event) {
        pages = event.page();
        pagesInChain++;
    }

    @EventSourcingHandler
    void on(AlertEscalated event) {
        level = event.level();
        pagesInChain = 0;
    }

    @EventSourcingHandler
    void on(AlertTicketRequested event) {
        ticketRequested = true;
    }

    @EventSourcingHandler
    void on(AlertSeverityRaised event) {
        severity = event.severity();
        pagesInChain = 0;
    }

    @EventSourcingHandler
    void on(AlertUnacknowledged event) {
        pagesInChain = 0;
    }

    @EventSourcingHandler
    void on(AlertUnshelved event) {
        pagesInChain = 0;
    }

    @EventSourcingHandler
    void on(AlertInhibitionLifted event) {
        pagesInChain = 0;
    }
}
