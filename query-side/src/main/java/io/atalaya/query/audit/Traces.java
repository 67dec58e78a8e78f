package io.atalaya.query.audit;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.query.audit.TraceView.TracedReport;
import io.atalaya.query.notifications.NotificationQueries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Walks from a report to what it caused: by correlation, and on along the alerts and tickets that it touched. */
@Component
class Traces {
    /** The story of a long-lived alert may be long; its beginning is what a trace is for. */
    private static final int MAX_STEPS = 1000;

    private static final String REPORT =
            "select log.event_identifier, log.global_index, convert_from(log.payload, 'UTF8') as payload,"
                    + " convert_from(log.payload, 'UTF8')::json ->> 'deviceId' as device_id,"
                    + " convert_from(log.payload, 'UTF8')::json ->> 'receivedAt' as received_at,"
                    + " convert_from(log.meta_data, 'UTF8')::json ->> 'correlationId' as correlation_id"
                    + " from telemetry_event log ";

    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final NotificationQueries notifications;

    Traces(JdbcClient jdbc, AuditTrail trail, NotificationQueries notifications) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.notifications = notifications;
    }

    /** @throws Rejection if the tenant has no such report */
    TraceView find(FindTrace query) {
        List<TracedReport> reports = byName(query.tenantId(), query.messageId());
        if (reports.isEmpty()) {
            reports = byEventId(query.tenantId(), query.messageId());
        }
        if (reports.isEmpty()) {
            throw Rejection.notFound("Report");
        }
        String[] correlations =
                reports.stream().map(TracedReport::correlationId).toArray(String[]::new);
        List<TraceView.Step> steps = steps(query.tenantId(), correlations);
        TraceGraph graph = TraceGraph.of(reports, steps);
        return new TraceView(
                query.messageId(),
                reports,
                steps,
                notifications.causedBy(query.tenantId(), correlations, MAX_STEPS),
                graph.nodes(),
                graph.edges());
    }

    private List<TracedReport> byName(TenantId tenantId, String messageId) {
        return jdbc.sql(REPORT + "join report_name name on log.event_identifier = name.event_id::text"
                        + " where name.tenant_id = :tenant and name.message_id = :message order by log.global_index")
                .param("tenant", tenantId.value())
                .param("message", messageId)
                .query(Traces::report)
                .list();
    }

    private List<TracedReport> byEventId(TenantId tenantId, String eventId) {
        return jdbc.sql(REPORT + "where log.event_identifier = :event"
                        + " and convert_from(log.payload, 'UTF8')::json ->> 'tenantId' = :tenant")
                .param("event", eventId)
                .param("tenant", tenantId.toString())
                .query(Traces::report)
                .list();
    }

    private List<TraceView.Step> steps(TenantId tenantId, String[] correlations) {
        return jdbc
                .sql(AuditTrail.SELECT
                        + " where event.tenant_id = :tenant and (event.correlation_id = any(:correlations)"
                        + " or event.aggregate_id in (select caused.aggregate_id from audit_event caused"
                        + " where caused.tenant_id = :tenant and caused.correlation_id = any(:correlations)"
                        + " and caused.aggregate_type in ('Alert', 'Ticket')))"
                        + " order by event.position limit :limit")
                .param("tenant", tenantId.value())
                .param("correlations", correlations)
                .param("limit", MAX_STEPS)
                .query(trail::view)
                .list()
                .stream()
                .map(event -> new TraceView.Step(TraceView.Kind.of(event.type()), event))
                .toList();
    }

    private static TracedReport report(ResultSet row, int number) throws SQLException {
        return new TracedReport(
                row.getString("event_identifier"),
                row.getLong("global_index"),
                new DeviceId(UUID.fromString(row.getString("device_id"))),
                Instant.parse(row.getString("received_at")),
                row.getString("correlation_id"),
                row.getString("payload"));
    }
}
