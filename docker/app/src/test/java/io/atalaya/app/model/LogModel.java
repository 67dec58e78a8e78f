package io.atalaya.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.event.AlertAcknowledged;
import io.atalaya.contract.alert.event.AlertAssigned;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertCommented;
import io.atalaya.contract.alert.event.AlertConditionCleared;
import io.atalaya.contract.alert.event.AlertEscalated;
import io.atalaya.contract.alert.event.AlertEvent;
import io.atalaya.contract.alert.event.AlertInhibited;
import io.atalaya.contract.alert.event.AlertInhibitionLifted;
import io.atalaya.contract.alert.event.AlertPaged;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.alert.event.AlertRetriggered;
import io.atalaya.contract.alert.event.AlertSeverityRaised;
import io.atalaya.contract.alert.event.AlertShelved;
import io.atalaya.contract.alert.event.AlertTicketRequested;
import io.atalaya.contract.alert.event.AlertUnacknowledged;
import io.atalaya.contract.alert.event.AlertUnshelved;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketCancelled;
import io.atalaya.contract.ticket.event.TicketClockStarted;
import io.atalaya.contract.ticket.event.TicketClockStopped;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketEscalated;
import io.atalaya.contract.ticket.event.TicketEvent;
import io.atalaya.contract.ticket.event.TicketHeld;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.contract.ticket.event.TicketReopened;
import io.atalaya.contract.ticket.event.TicketResumed;
import io.atalaya.contract.ticket.event.TicketStarted;
import io.atalaya.contract.timer.event.TimerCancelled;
import io.atalaya.contract.timer.event.TimerEvent;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What must be so, worked out from the log by other means than the aggregates' own. */
final class LogModel {
    private static final int HIGHEST = SmallAtalaya.SETTINGS.maxEscalationLevel();
    private static final int PAGES = SmallAtalaya.SETTINGS.pageAgainAtMost() + 1;

    private final Map<AlertId, AlertState> alerts = new LinkedHashMap<>();
    private final Map<TicketId, TicketState> tickets = new LinkedHashMap<>();
    private final Map<UUID, Map<Integer, TimerSet>> timers = new HashMap<>();

    private static final class AlertState {
        private boolean acknowledged;
        private boolean shelved;
        private boolean resolved;
        private boolean resolvedByItself;
        private boolean ticketRequested;
        private int level;
        private int page;
        private int pagesInChain;
        private final Set<UUID> inhibitions = new HashSet<>();

        boolean isSuppressed() {
            return shelved || !inhibitions.isEmpty();
        }
    }

    private static final class TicketState {
        private final AlertId alert;
        private String status = "NEW";
        private String heldFrom = "NEW";
        private boolean timeRuns;
        private int level;

        TicketState(TicketOpened opened) {
            alert = Objects.requireNonNull(opened.alertId());
            level = opened.escalationLevel();
        }
    }

    boolean isResolved(AlertId alert) {
        return alerts.containsKey(alert) && state(alert).resolved;
    }

    List<AlertId> openAlerts() {
        return alerts.keySet().stream().filter(alert -> !isResolved(alert)).toList();
    }

    @Nullable
    TicketId ticketOf(AlertId alert) {
        return tickets.entrySet().stream()
                .filter(ticket -> ticket.getValue().alert.equals(alert))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    boolean isSet(AlertId alert, String timer, int generation) {
        TimerSet set = timersOf(alert.value()).get(generation);
        return set != null && set.timer().equals(timer);
    }

    /** Those that are set: subject, timer and generation. */
    List<String> timers() {
        return timers.values().stream()
                .flatMap(ofSubject -> ofSubject.values().stream())
                .map(set -> set.subjectId() + " " + set.timer() + " " + set.generation())
                .sorted()
                .toList();
    }

    void follow(Object event) {
        switch (event) {
            case AlertEvent alert -> follow(alert);
            case TicketEvent ticket -> follow(ticket);
            case TimerEvent timer -> follow(timer);
            default -> throw new IllegalStateException("Unexpected: " + event);
        }
    }

    private void follow(AlertEvent event) {
        if (event instanceof AlertRaised) {
            assertThat(openAlerts()).as("at most one is open").isEmpty();
            assertThat(alerts.put(event.alertId(), new AlertState())).isNull();
            return;
        }
        AlertState alert = state(event.alertId());
        assertThat(alert.resolved).as("resolved is final: %s", event).isFalse();
        switch (event) {
            case AlertPaged paged -> page(alert, paged);
            case AlertAcknowledged acknowledged -> alert.acknowledged = true;
            case AlertUnacknowledged unacknowledged -> {
                alert.acknowledged = false;
                alert.pagesInChain = 0;
            }
            case AlertSeverityRaised raised -> {
                alert.acknowledged = false;
                alert.pagesInChain = 0;
            }
            case AlertEscalated escalated -> {
                assertThat(alert.isSuppressed())
                        .as("what is suppressed does not rise")
                        .isFalse();
                assertThat(escalated.level()).as("each level once").isEqualTo(alert.level + 1);
                alert.level = escalated.level();
                alert.pagesInChain = 0;
            }
            case AlertTicketRequested requested -> {
                assertThat(alert.ticketRequested).as("one ticket").isFalse();
                alert.ticketRequested = true;
            }
            case AlertShelved shelved -> alert.shelved = true;
            case AlertUnshelved unshelved -> {
                alert.shelved = false;
                alert.pagesInChain = 0;
            }
            case AlertInhibited inhibited ->
                assertThat(alert.inhibitions.add(inhibited.causeId())).isTrue();
            case AlertInhibitionLifted lifted -> {
                assertThat(alert.inhibitions.remove(lifted.causeId())).isTrue();
                alert.pagesInChain = 0;
            }
            case AlertResolved resolved -> alert.resolved = true;
            case AlertAutoResolved resolved -> {
                alert.resolved = true;
                alert.resolvedByItself = true;
            }
            case AlertRaised raised -> throw new IllegalStateException();
            case AlertRetriggered retriggered -> {}
            case AlertConditionCleared cleared -> {}
            case AlertAssigned assigned -> {}
            case AlertCommented commented -> {}
        }
    }

    private static void page(AlertState alert, AlertPaged paged) {
        assertThat(alert.acknowledged)
                .as("nobody is told of what somebody is looking after")
                .isFalse();
        assertThat(alert.isSuppressed())
                .as("nobody is told of what is suppressed")
                .isFalse();
        assertThat(paged.level()).isEqualTo(alert.level);
        assertThat(paged.page()).as("pages count up").isEqualTo(alert.page + 1);
        alert.page = paged.page();
        alert.pagesInChain++;
        assertThat(alert.pagesInChain).isLessThanOrEqualTo(PAGES);
    }

    private void follow(TicketEvent event) {
        if (event instanceof TicketOpened opened) {
            TicketState ticket = new TicketState(opened);
            assertThat(state(ticket.alert).ticketRequested).isTrue();
            assertThat(ticketOf(ticket.alert)).as("one ticket for an alert").isNull();
            tickets.put(opened.ticketId(), ticket);
            return;
        }
        TicketState ticket = Objects.requireNonNull(tickets.get(event.ticketId()));
        switch (event) {
            case TicketAssigned assigned -> {
                ticket.status = ticket.status.equals("NEW") ? "ASSIGNED" : ticket.status;
                ticket.heldFrom = ticket.heldFrom.equals("NEW") ? "ASSIGNED" : ticket.heldFrom;
            }
            case TicketStarted started -> ticket.status = "IN_PROGRESS";
            case TicketHeld held -> {
                ticket.heldFrom = ticket.status;
                ticket.status = "ON_HOLD";
            }
            case TicketResumed resumed -> ticket.status = ticket.heldFrom;
            case TicketCompleted completed -> ticket.status = "COMPLETED";
            case TicketReopened reopened -> ticket.status = "ASSIGNED";
            case TicketClosed closed -> ticket.status = "CLOSED";
            case TicketCancelled cancelled -> ticket.status = "CANCELLED";
            case TicketClockStarted started -> ticket.timeRuns = true;
            case TicketClockStopped stopped -> ticket.timeRuns = false;
            case TicketEscalated escalated -> {
                assertThat(escalated.level()).as("each level once").isEqualTo(ticket.level + 1);
                ticket.level = escalated.level();
            }
            default -> {}
        }
    }

    private void follow(TimerEvent event) {
        Map<Integer, TimerSet> set = timersOf(event.subjectId());
        switch (event) {
            case TimerSet timer -> {
                assertThat(set.values())
                        .as("one of a kind")
                        .noneMatch(other -> other.timer().equals(timer.timer()));
                assertThat(set.put(timer.generation(), timer)).isNull();
            }
            case TimerFired timer -> assertThat(set.remove(timer.generation())).isNotNull();
            case TimerCancelled timer ->
                assertThat(set.remove(timer.generation())).isNotNull();
        }
    }

    /** @param takenUp whether it is known yet what may suppress an alert, before which nobody is told */
    void check(Predicate<AlertId> takenUp) {
        alerts.forEach((id, alert) -> {
            boolean open = !alert.resolved;
            boolean active = open && !alert.isSuppressed();
            assertThat(isSet(id.value(), "SHELVING")).isEqualTo(open && alert.shelved);
            assertThat(isSet(id.value(), "ACKNOWLEDGEMENT_LAPSE")).isEqualTo(open && alert.acknowledged);
            if (takenUp.test(id) || !active) {
                assertThat(isSet(id.value(), "ESCALATION")).isEqualTo(active && alert.level < HIGHEST);
                assertThat(isSet(id.value(), "PAGING"))
                        .isEqualTo(active && !alert.acknowledged && alert.pagesInChain < PAGES);
            }
        });
        tickets.forEach((id, ticket) -> {
            assertThat(ticket.timeRuns)
                    .as("time runs exactly while there is something to be done: %s", ticket.status)
                    .isEqualTo(Set.of("NEW", "ASSIGNED", "IN_PROGRESS").contains(ticket.status));
            if (!ticket.timeRuns) {
                assertThat(isSet(id.value(), "SLA_BREACH")).isFalse();
            }
        });
    }

    /** When everybody has heard of everything: nobody is sent to what is over and was never begun. */
    void checkRest() {
        tickets.forEach((id, ticket) -> {
            if (state(ticket.alert).resolvedByItself) {
                assertThat(ticket.status).isNotIn("NEW", "COMPLETED");
            }
        });
    }

    private boolean isSet(UUID subject, String timer) {
        return timersOf(subject).values().stream().anyMatch(set -> set.timer().equals(timer));
    }

    private AlertState state(AlertId alert) {
        return Objects.requireNonNull(alerts.get(alert));
    }

    private Map<Integer, TimerSet> timersOf(UUID subject) {
        return timers.computeIfAbsent(subject, id -> new TreeMap<>());
    }
}
