package io.atalaya.query.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.query.notifications.NotificationView;
import java.time.Instant;
import java.util.List;

/**
 * From a report to all that followed.
 *
 * @param reports what the device sent under that name; one, unless several devices use the same name
 * @param steps in the order in which they were recorded
 * @param notifications what people were told of it or, if they were not, why not; oldest first
 * @param nodes reports, steps and the commands of people, as a graph
 * @param edges from causes to what they caused
 */
public record TraceView(
        String messageId,
        List<TracedReport> reports,
        List<Step> steps,
        List<NotificationView> notifications,
        List<Node> nodes,
        List<Edge> edges) {

    /**
     * @param id of the report, event or command
     * @param type REPORT, COMMAND or the step's kind
     * @param label the event's name, or who commanded
     * @param at when it was recorded
     */
    public record Node(String id, String type, String label, Instant at) {}

    /** @param from the cause's id */
    public record Edge(String from, String to) {}

    /**
     * @param eventId its id in the telemetry log
     * @param position in the telemetry log
     * @param payload the report as it was stored, a JSON object
     */
    public record TracedReport(
            String eventId,
            long position,
            DeviceId deviceId,
            Instant receivedAt,
            String correlationId,
            @JsonRawValue String payload) {}

    /** @param kind what part of the story it is */
    public record Step(Kind kind, AuditEventView event) {}

    /** The chapters of the story. */
    public enum Kind {
        ALERT,
        ESCALATION,
        TICKET,
        /** A timer of an alert or a ticket. */
        TIMER,
        NOTIFICATION,
        OTHER;

        static Kind of(String eventType) {
            return switch (eventType) {
                case "AlertEscalated", "TicketEscalated" -> ESCALATION;
                case String alert when alert.startsWith("Alert") -> ALERT;
                case String ticket when ticket.startsWith("Ticket") || ticket.equals("SlaBreached") -> TICKET;
                case String timer when timer.startsWith("Timer") -> TIMER;
                case String told when told.startsWith("Notification") -> NOTIFICATION;
                default -> OTHER;
            };
        }
    }
}
