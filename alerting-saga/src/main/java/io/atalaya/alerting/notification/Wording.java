package io.atalaya.alerting.notification;

import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.servicelevel.ServiceGoal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * News in words: a subject of one line, and details by name.
 *
 * @param subject without control characters, at most {@link #MAX_SUBJECT} characters
 */
record Wording(String subject, Map<String, String> details) {
    static final int MAX_SUBJECT = 200;

    Wording {
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        subject = line.length() <= MAX_SUBJECT ? line : line.substring(0, MAX_SUBJECT - 1) + "…";
    }

    static Wording of(News news) {
        if (news.alert() != null) {
            return ofAlert(news, news.alert());
        }
        if (news.ticket() != null) {
            return ofTicket(news, news.ticket());
        }
        return news.occasion() == Occasion.TEST
                ? new Wording("Test of a notification channel", Map.of("Result", "What you read has arrived."))
                : new Wording("Digest", Map.of());
    }

    /** @param members what it gathers, oldest first; it need not be all of it */
    static Wording ofDigest(List<News> members, long count) {
        Map<String, String> details = new LinkedHashMap<>();
        for (News member : members) {
            details.put(details.size() + 1 + " of " + count, of(member).subject());
        }
        return new Wording(count == 1 ? of(members.getFirst()).subject() : count + " notifications", details);
    }

    private static Wording ofAlert(News news, News.OfAlert alert) {
        String what = (alert.device() == null ? "" : alert.device() + ": ") + alert.message();
        String subject = "[" + alert.severity() + "] "
                + switch (news.occasion()) {
                    case ALERT_PAGED -> (Boolean.TRUE.equals(alert.urgent()) ? "Urgent: " : "") + what;
                    case ALERT_ESCALATED -> "Escalated to level " + alert.level() + ": " + what;
                    case ALERT_ACKNOWLEDGED -> "Acknowledged: " + what;
                    case ALERT_RESOLVED -> "Resolved: " + what;
                    default -> throw new IllegalStateException(news.occasion() + " does not happen to alerts");
                };
        Map<String, String> details = new LinkedHashMap<>();
        details.put("Alert", alert.message());
        details.put("Type", alert.type());
        details.put("Severity", alert.severity().name());
        put(details, "Device", alert.device());
        details.put("Device id", alert.deviceId().toString());
        details.put("Level", Integer.toString(alert.level()));
        put(details, "Page", alert.page());
        put(details, "Note", alert.note());
        details.put("At", news.at().toString());
        details.put("Alert id", alert.id().toString());
        return new Wording(subject, details);
    }

    private static Wording ofTicket(News news, News.OfTicket ticket) {
        String title = ticket.title();
        String subject = "Ticket " + ticket.number() + " "
                + switch (news.occasion()) {
                    case TICKET_OPENED -> "opened: " + title;
                    case TICKET_ASSIGNED -> "assigned: " + title;
                    case TICKET_ESCALATED -> "escalated to level " + ticket.level() + ": " + title;
                    case TICKET_SLA_WARNED -> "has to " + todo(ticket) + " soon: " + title;
                    case TICKET_SLA_BREACHED -> "is late to " + todo(ticket) + ": " + title;
                    case TICKET_COMPLETED -> "completed: " + title;
                    case TICKET_CLOSED -> "closed: " + title;
                    case TICKET_CANCELLED -> "cancelled: " + title;
                    default -> throw new IllegalStateException(news.occasion() + " does not happen to tickets");
                };
        Map<String, String> details = new LinkedHashMap<>();
        details.put("Ticket", ticket.number() + ", " + title);
        details.put("Priority", ticket.priority().name());
        put(details, "Device", ticket.device());
        put(details, "Due at", ticket.dueAt());
        put(details, "Note", ticket.note());
        details.put("At", news.at().toString());
        details.put("Ticket id", ticket.id().toString());
        put(details, "Alert id", ticket.alertId());
        return new Wording(subject, details);
    }

    private static String todo(News.OfTicket ticket) {
        return switch (Objects.requireNonNull(ticket.goal(), "a time runs towards something")) {
            case ServiceGoal.OWN -> "be assigned";
            case ServiceGoal.REPAIR -> "be completed";
        };
    }

    private static void put(Map<String, String> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value.toString());
        }
    }

    String text() {
        StringBuilder text = new StringBuilder(subject).append("\n\n");
        details.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.append("\n-- \nSent by Atalaya\n").toString();
    }

    /** Whatever devices and people have written is text in it, never markup. */
    String html() {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><body><h2>")
                .append(escaped(subject))
                .append("</h2><table>");
        details.forEach((name, value) -> html.append("<tr><th align=\"left\">")
                .append(escaped(name))
                .append("</th><td>")
                .append(escaped(value))
                .append("</td></tr>"));
        return html.append("</table><p>Sent by Atalaya</p></body></html>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
