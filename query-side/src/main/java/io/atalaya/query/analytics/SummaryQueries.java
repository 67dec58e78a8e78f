package io.atalaya.query.analytics;

import io.atalaya.contract.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sums up read models: four statements, of rows that the range holds. */
@Component
class SummaryQueries {
    private static final String OWN = " tenant_id = :tenant and (:everywhere or site_id = any(:sites))";
    /** Each device counts from its registration on. */
    private static final String DEVICES = "select count(*) as total,"
            + " count(*) filter (where seen.last_seen_at >= :from) as active,"
            + " avg(case when :to > greatest(registered_at, :from) then least(1, coalesce(online.seconds, 0)"
            + " / extract(epoch from :to - greatest(registered_at, :from))) end)::float8 as uptime"
            + " from (select * from device_view where duty <> 'RETIRED' and" + OWN + ") device"
            + " left join device_seen seen on seen.device_id = device.id and seen.tenant_id = :tenant"
            + " left join lateral (select extract(epoch from sum("
            + "least(coalesce(online_to, :to), :to) - greatest(online_from, :from))) as seconds"
            + " from device_uptime where tenant_id = :tenant and device_id = device.id"
            + " and online_from < :to and (online_to > :from or online_to is null)) online on true";

    private static final String ALERTS = "select severity, count(*) as raised, count(resolved_at) as resolved,"
            + " coalesce(sum(extract(epoch from resolved_at - raised_at)), 0)::float8 as seconds"
            + " from alert_view where raised_at >= :from and raised_at < :to and" + OWN + " group by severity";
    private static final String TICKETS = "select count(*) as opened, count(completed_at) as completed,"
            + " count(*) filter (where sla_breached) as breached,"
            + " avg(extract(epoch from completed_at - opened_at))::float8 as seconds"
            + " from ticket_view where opened_at >= :from and opened_at < :to and" + OWN;
    /** The hours up to the first midnight, and the days from it on. */
    private static final String COUNTED = " tenant_id = :tenant and ((hours = 24 and start >= :midnight)"
            + " or (hours = 1 and start >= :from and start < :midnight))";

    private static final String ENERGY_OF_TENANT =
            "select coalesce(sum(kilowatt_hours), 0) as energy from tenant_energy where" + COUNTED;
    private static final String ENERGY_OF_SITES = "select coalesce(sum(used.energy), 0) as energy"
            + " from device_view device cross join lateral (select sum(kilowatt_hours) as energy from energy_used"
            + " where device_id = device.id and" + COUNTED + ") used"
            + " where device.tenant_id = :tenant and device.site_id = any(:sites)";

    private final JdbcClient jdbc;
    private final Clock clock;

    SummaryQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @QueryHandler
    SummaryView find(FindSummary query) {
        Instant to = clock.instant();
        Instant from = to.minus(query.range().length());
        SummaryView.DeviceSummary devices = asked(query, DEVICES, from, to)
                .query((row, number) -> new SummaryView.DeviceSummary(
                        row.getLong("total"), row.getLong("active"), row.getObject("uptime", Double.class)))
                .single();
        SummaryView.TicketSummary tickets = asked(query, TICKETS, from, to)
                .query((row, number) -> new SummaryView.TicketSummary(
                        row.getLong("opened"),
                        row.getLong("completed"),
                        row.getLong("breached"),
                        seconds(row.getObject("seconds", Double.class))))
                .single();
        return new SummaryView(
                query.range().text(), from, to, devices, alerts(query, from, to), tickets, energy(query, from, to));
    }

    /** Of the hours and days that begin in the range. */
    private double energy(FindSummary query, Instant from, Instant to) {
        Instant midnight = from.plus(Duration.ofDays(1)).minusNanos(1).truncatedTo(ChronoUnit.DAYS);
        return asked(query, query.within().isNone() ? ENERGY_OF_TENANT : ENERGY_OF_SITES, from, to)
                .param("midnight", midnight.atOffset(ZoneOffset.UTC))
                .query(Double.class)
                .single();
    }

    private SummaryView.AlertSummary alerts(FindSummary query, Instant from, Instant to) {
        Map<String, Long> bySeverity = new TreeMap<>();
        long[] resolved = {0};
        double[] seconds = {0};
        asked(query, ALERTS, from, to).query(row -> {
            bySeverity.put(row.getString("severity"), row.getLong("raised"));
            resolved[0] += row.getLong("resolved");
            seconds[0] += row.getDouble("seconds");
        });
        return new SummaryView.AlertSummary(
                bySeverity.values().stream().mapToLong(Long::longValue).sum(),
                resolved[0],
                bySeverity,
                resolved[0] == 0 ? null : seconds(seconds[0] / resolved[0]));
    }

    private static @Nullable Duration seconds(@Nullable Double seconds) {
        return seconds == null ? null : Duration.ofSeconds(Math.round(seconds));
    }

    private JdbcClient.StatementSpec asked(FindSummary query, String sql, Instant from, Instant to) {
        return jdbc.sql(sql)
                .param("tenant", query.tenantId().value())
                .param("everywhere", query.within().isNone())
                .param(
                        "sites",
                        query.within().siteIds().stream().map(SiteId::value).toArray(UUID[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC));
    }
}
