package io.atalaya.app.operations;

import io.atalaya.kernel.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tables a projection fills, and nobody else does: these can be filled a second time. */
public final class ReadModelTables {
    public static final Map<String, List<String>> OF = Map.ofEntries(
            Map.entry("tenants", List.of("tenant_view")),
            Map.entry("sites", List.of("site_view")),
            Map.entry("assets", List.of("asset_view")),
            Map.entry("devices", List.of("device_view", "device_uptime")),
            Map.entry("rules", List.of("rule_view", "rule_switch_view")),
            Map.entry("alerts", List.of("alert_view")),
            Map.entry("tickets", List.of("ticket_view", "ticket_attachment_view")),
            Map.entry("maintenance", List.of("maintenance_view")),
            Map.entry("health", List.of("health_span")),
            Map.entry("audit", List.of("audit_event")),
            Map.entry(
                    "readings",
                    List.of(
                            "reading",
                            "reading_latest",
                            "reading_bucket",
                            "tenant_bucket",
                            "device_seen",
                            "energy_meter",
                            "energy_used",
                            "tenant_energy")));

    /** Those that are built of reports, and only as long as all of them are kept. */
    static final Set<String> OF_TELEMETRY = Set.of("readings");

    /** Those whose rows nobody looks up or changes while they are filled. */
    static final List<String> APPENDED = List.of("audit_event");

    private ReadModelTables() {}

    /** @throws Rejection if there is no such processor, or none of a read model that can be built beside the live one */
    static List<String> of(String processor, boolean exists) {
        List<String> tables = OF.get(processor);
        if (tables != null) {
            return tables;
        }
        throw exists
                ? Rejection.of(
                        Rejection.Code.NOT_REBUILDABLE,
                        "The processor " + processor + " keeps no read model that can be built beside the live one")
                : Rejection.notFound("Processor");
    }
}
