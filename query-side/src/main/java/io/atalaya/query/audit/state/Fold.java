package io.atalaya.query.audit.state;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a state out of events, one after the other:
 *
 * <ul>
 *   <li>each field of the event replaces the field of that name, or removes it if the event leaves it out; details and
 *       definitions count as if their fields were the event's own;
 *   <li>where views have another name for a field, it goes by that;
 *   <li>what happened gives a time of that name, when it was recorded: acknowledgedAt for AlertAcknowledged;
 *   <li>{@link Standing} says what becomes of the status.
 * </ul>
 *
 * A pure function: the same events always give the same state.
 */
final class Fold {
    /** What not every event repeats: that it leaves them out says nothing. */
    private static final Set<String> KEPT_UNLESS_SAID = Set.of("MemberAdded.email", "MemberAdded.name");

    /** Who and what it is about, and times that have a name of their own. */
    private static final Set<String> NOT_OF_THE_STATE = Set.of("tenantId", "at", "triggeredAt", "version");

    private static final Set<String> FLAT = Set.of("details", "definition");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("AlertEscalated.level", "escalationLevel"),
            Map.entry("AlertResolved.note", "resolutionNote"),
            Map.entry("AlertResolved.userId", "resolvedBy"),
            Map.entry("AlertAcknowledged.userId", "acknowledgedBy"),
            Map.entry("AlertUnacknowledged.userId", "unacknowledgedBy"),
            Map.entry("AlertUnacknowledged.reason", "unacknowledgedBecause"),
            Map.entry("AlertShelved.userId", "shelvedBy"),
            Map.entry("AlertShelved.until", "shelvedUntil"),
            Map.entry("AlertShelved.reason", "shelveReason"),
            Map.entry("AlertUnshelved.userId", "unshelvedBy"),
            Map.entry("TicketEscalated.level", "escalationLevel"),
            Map.entry("TicketCompleted.note", "completionNote"),
            Map.entry("TicketHeld.reason", "holdReason"),
            Map.entry("TicketCancelled.reason", "cancelReason"),
            Map.entry("TicketReopened.reason", "reopenReason"),
            Map.entry("TicketClosed.because", "closedBecause"),
            Map.entry("TenantServiceLevelsChanged.levels", "serviceLevels"),
            Map.entry("DeviceDescribedItself.description", "reported"));

    /** Fields that an event ends without naming them. */
    private static final Map<String, List<String>> ENDED = Map.of(
            "TicketResumed", List.of("heldAt", "holdReason"),
            "TicketCancelled", List.of("heldAt", "holdReason"),
            "AlertUnacknowledged", List.of("acknowledgedAt", "acknowledgedBy"),
            "AlertSeverityRaised", List.of("acknowledgedAt", "acknowledgedBy"),
            "AlertUnshelved", List.of("shelvedAt", "shelvedBy", "shelvedUntil", "shelveReason"),
            "TicketReopened", List.of("completedAt", "completionNote"));

    /** Of these only the time and {@link Standing} count: their fields are about something else. */
    private static final Set<String> REMARKS =
            Set.of("TicketSlaWarned", "SlaBreached", "AlertPaged", "AlertTicketRequested");

    private static final String COMMENTED = "AlertCommented";
    private static final String INHIBITED = "AlertInhibited";
    private static final String INHIBITION_LIFTED = "AlertInhibitionLifted";
    private static final String INHIBITIONS = "inhibitions";
    private static final String CLOCK = "TicketClock";
    private static final String ATTACHMENT_ADDED = "TicketAttachmentAdded";
    private static final String ATTACHMENT_REMOVED = "TicketAttachmentRemoved";

    private final Subject subject;
    private final Map<String, Object> state = new LinkedHashMap<>();

    Fold(Subject subject) {
        this.subject = subject;
    }

    /** An event that does not say how the subject is changes nothing. */
    Fold apply(PastEvent event) {
        Class<?> shape = subject.event(event.type());
        if (shape == null) {
            return this;
        }
        state.putIfAbsent("id", String.valueOf(event.payload().get(subject.idField())));
        switch (event.type()) {
            case ATTACHMENT_ADDED -> count("attachments", 1);
            case ATTACHMENT_REMOVED -> count("attachments", -1);
            case COMMENTED -> count("comments", 1);
            case INHIBITED ->
                inhibitions().put(cause(event), String.valueOf(event.payload().get("inhibition")));
            case INHIBITION_LIFTED -> inhibitions().remove(cause(event));
            case String clock when clock.startsWith(CLOCK) -> clock(event);
            case String remark when REMARKS.contains(remark) -> {}
            default -> merge(shape, event.type(), event.payload());
        }
        ENDED.getOrDefault(event.type(), List.of()).forEach(state::remove);
        Standing.apply(state, event.type());
        if (subject == Subject.ALERT) {
            state.put("suppression", suppression());
        }
        String verb = subject.verb(event.type());
        state.put(
                Character.toLowerCase(verb.charAt(0)) + verb.substring(1) + "At",
                event.at().toString());
        if (event.payload().get("triggeredAt") instanceof String triggered) {
            state.put("lastTriggeredAt", triggered);
        }
        return this;
    }

    /** What explains the alert, by its cause. */
    @SuppressWarnings("unchecked")
    private Map<String, String> inhibitions() {
        return (Map<String, String>) state.computeIfAbsent(INHIBITIONS, key -> new TreeMap<String, String>());
    }

    private static String cause(PastEvent event) {
        return String.valueOf(event.payload().get("causeId"));
    }

    /** The first of the reasons that hold, in the order in which the alert itself shows them. */
    private String suppression() {
        if (state.containsKey("shelvedUntil")) {
            return "SHELVED";
        }
        if (inhibitions().containsValue("MAINTENANCE")) {
            return "MAINTENANCE";
        }
        return inhibitions().isEmpty() ? "NONE" : "INHIBITED";
    }

    private void merge(Class<?> shape, String type, Map<String, Object> fields) {
        for (RecordComponent component : shape.getRecordComponents()) {
            String name = component.getName();
            if (NOT_OF_THE_STATE.contains(name) || name.equals(subject.idField())) {
                continue;
            }
            Object value = fields.get(name);
            if (FLAT.contains(name)
                    && value instanceof Map<?, ?> own
                    && component.getType().isRecord()) {
                for (RecordComponent part : component.getType().getRecordComponents()) {
                    replace(part.getName(), own.get(part.getName()));
                }
            } else if (value != null || !KEPT_UNLESS_SAID.contains(type + "." + name)) {
                replace(NAMES.getOrDefault(type + "." + name, name), value);
            }
        }
    }

    private void replace(String name, @Nullable Object value) {
        if (value == null) {
            state.remove(name);
        } else {
            state.put(name, value);
        }
    }

    /** What runs now, or stood still last. */
    private void clock(PastEvent event) {
        Map<String, Object> clock = new LinkedHashMap<>(event.payload());
        clock.keySet().removeAll(Set.of("tenantId", "ticketId"));
        clock.put("running", event.type().equals("TicketClockStarted"));
        state.put("clock", clock);
    }

    private void count(String name, int more) {
        state.merge(name, more, (before, one) -> (Integer) before + (Integer) one);
    }

    boolean isEmpty() {
        return state.isEmpty();
    }

    Map<String, Object> state() {
        return new LinkedHashMap<>(state);
    }
}
