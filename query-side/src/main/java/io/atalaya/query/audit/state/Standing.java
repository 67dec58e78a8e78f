package io.atalaya.query.audit.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an event changes where something stands: its status and what goes with it. The names are those of the present
 * state's views. Whatever else an event says does not matter here.
 */
final class Standing {
    static final String STATUS = "status";
    static final String HELD_FROM = "heldFrom";
    static final String REMOVED = "removed";

    private static final String DUTY = "duty";
    private static final String PRESENCE = "presence";
    private static final String IN_USE = "IN_USE";
    private static final String CONDITION = "condition";
    private static final String HANDLING = "handling";

    private Standing() {}

    static void apply(Map<String, Object> state, String type) {
        switch (type) {
            case "DeviceRegistered", "DeviceReinstated" -> device(state, "OFFLINE", IN_USE);
            case "DeviceWentOffline" -> device(state, "OFFLINE", state.get(DUTY));
            case "DeviceWentOnline" -> device(state, "ONLINE", state.get(DUTY));
            case "DeviceMaintenanceBegan" -> device(state, state.get(PRESENCE), "MAINTENANCE");
            case "DeviceMaintenanceEnded" -> device(state, state.get(PRESENCE), IN_USE);
            case "DeviceRetired" -> device(state, "OFFLINE", "RETIRED");
            case "AlertRaised" -> {
                state.put(STATUS, "ACTIVE");
                state.put(CONDITION, "ACTIVE");
                state.put(HANDLING, "UNACKNOWLEDGED");
            }
            case "AlertRetriggered" -> state.put(CONDITION, "ACTIVE");
            case "AlertConditionCleared" -> state.put(CONDITION, "CLEARED");
            case "AlertAcknowledged" -> {
                state.put(STATUS, "ACKNOWLEDGED");
                state.put(HANDLING, "ACKNOWLEDGED");
            }
            case "AlertUnacknowledged", "AlertSeverityRaised" -> {
                state.put(STATUS, "ACTIVE");
                state.put(HANDLING, "UNACKNOWLEDGED");
            }
            case "AlertResolved" -> state.put(STATUS, "RESOLVED");
            case "AlertAutoResolved" -> {
                state.put(STATUS, "RESOLVED");
                state.put(CONDITION, "CLEARED");
            }
            case "TicketOpened" -> state.put(STATUS, "NEW");
            case "TicketAssigned" -> assigned(state);
            case "TicketStarted" -> state.put(STATUS, "IN_PROGRESS");
            case "TicketHeld" -> {
                state.put(HELD_FROM, String.valueOf(state.get(STATUS)));
                state.put(STATUS, "ON_HOLD");
            }
            case "TicketResumed" -> {
                Object before = state.remove(HELD_FROM);
                state.put(STATUS, before == null ? "ASSIGNED" : before);
            }
            case "TicketCompleted" -> state.put(STATUS, "COMPLETED");
            case "TicketReopened" -> state.put(STATUS, "ASSIGNED");
            case "TicketClosed" -> state.put(STATUS, "CLOSED");
            case "TicketCancelled" -> state.put(STATUS, "CANCELLED");
            case "TicketSlaWarned" -> state.put("slaWarned", true);
            case "SlaBreached" -> state.put("slaBreached", true);
            case String gone when gone.endsWith("Removed") && !gone.contains("Attachment") -> state.put(REMOVED, true);
            case "MemberAdded" -> state.remove(REMOVED);
            default -> {}
        }
    }

    /** Whether it is online shows only while it is in use. */
    private static void device(Map<String, Object> state, @Nullable Object presence, @Nullable Object duty) {
        state.put(PRESENCE, String.valueOf(presence));
        state.put(DUTY, String.valueOf(duty));
        state.put(STATUS, state.get(IN_USE.equals(duty) ? PRESENCE : DUTY));
    }

    private static void assigned(Map<String, Object> state) {
        if ("NEW".equals(state.get(STATUS))) {
            state.put(STATUS, "ASSIGNED");
        } else if ("NEW".equals(state.get(HELD_FROM))) {
            state.put(HELD_FROM, "ASSIGNED");
        }
    }
}
