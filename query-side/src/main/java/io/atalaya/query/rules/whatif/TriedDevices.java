package io.atalaya.query.rules.whatif;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.site.SiteId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What read models say of the devices that a rule is tried on. Devices elsewhere than the asker may look do not exist. */
@Component
class TriedDevices {
    private static final String THERE = " and (:everywhere or site_id = any(:sites))";

    private final JdbcClient jdbc;

    TriedDevices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The names of those that the asker wants and may see. */
    Map<DeviceId, String> names(FindWouldBeAlerts query, Collection<DeviceId> devices) {
        Map<DeviceId, String> names = new LinkedHashMap<>();
        UUID[] wanted = devices.stream()
                .filter(device -> query.deviceId() == null || query.deviceId().equals(device))
                .map(DeviceId::value)
                .toArray(UUID[]::new);
        ask(query, "select id, name from device_view where tenant_id = :tenant and id = any(:devices)" + THERE)
                .param("devices", wanted)
                .query(row -> {
                    names.put(new DeviceId(row.getObject("id", UUID.class)), row.getString("name"));
                });
        return names;
    }

    /** How many alerts the rule really raised in that time. */
    long alertsRaised(FindWouldBeAlerts query, RuleId ruleId, Instant from, Instant to) {
        return ask(
                        query,
                        "select count(*) from alert_view where tenant_id = :tenant and rule_id = :rule"
                                + " and raised_at >= :from and raised_at < :to"
                                + " and (:device::uuid is null or device_id = :device::uuid)" + THERE)
                .param("rule", ruleId.value())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param(
                        "device",
                        query.deviceId() == null ? null : query.deviceId().value())
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec ask(FindWouldBeAlerts query, String sql) {
        return jdbc.sql(sql)
                .param("tenant", query.tenantId().value())
                .param("everywhere", query.within().isNone())
                .param(
                        "sites",
                        query.within().siteIds().stream().map(SiteId::value).toArray(UUID[]::new));
    }
}
