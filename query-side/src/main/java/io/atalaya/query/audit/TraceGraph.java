package io.atalaya.query.audit;

import io.atalaya.query.audit.TraceView.Edge;
import io.atalaya.query.audit.TraceView.Node;
import io.atalaya.query.audit.TraceView.Step;
import io.atalaya.query.audit.TraceView.TracedReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who caused what. An event that Atalaya brought about hangs on the report or event that moved it to; one that somebody
 * asked for, or that a timer brought, on the command that it is the outcome of.
 */
record TraceGraph(List<Node> nodes, List<Edge> edges) {
    private static final String REPORT = "REPORT";
    private static final String COMMAND = "COMMAND";

    static TraceGraph of(List<TracedReport> reports, List<Step> steps) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        List<Edge> edges = new ArrayList<>();
        for (TracedReport report : reports) {
            nodes.put(
                    report.eventId(),
                    new Node(report.eventId(), REPORT, report.deviceId().toString(), report.receivedAt()));
        }
        for (Step step : steps) {
            AuditEventView event = step.event();
            String trigger = event.triggerId();
            String command = event.causationId();
            if (trigger != null && nodes.containsKey(trigger)) {
                edges.add(new Edge(trigger, event.id()));
            } else if (command != null) {
                String who = event.actor().type() + " " + event.actor().id();
                nodes.putIfAbsent(command, new Node(command, COMMAND, who, event.at()));
                edges.add(new Edge(command, event.id()));
            }
            nodes.put(event.id(), new Node(event.id(), step.kind().name(), event.type(), event.at()));
        }
        return new TraceGraph(List.copyOf(nodes.values()), List.copyOf(edges));
    }
}
