package io.atalaya.query.energy;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.query.series.SeriesRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers from sums by the hour and by the day: at most 31 rows a device, and as many for the tenant as a whole. */
@Component
class EnergyQueries {
    private static final String USED = " from device_view device join energy_used used on used.device_id = device.id"
            + " and used.tenant_id = :tenant and used.hours = :hours and used.start >= :from"
            + " where device.tenant_id = :tenant and (:everywhere or device.site_id = any(:sites))"
            + " and (:device::uuid is null or device.id = :device::uuid)"
            + " and (:asset::uuid is null or device.asset_id = :asset::uuid)"
            + " and (:site::uuid is null or device.site_id = :site::uuid)";

    private static final String STEPS =
            "select used.start, sum(used.kilowatt_hours) as energy, sum(used.seconds) as seconds" + USED
                    + " group by used.start order by used.start";
    private static final String STEPS_OF_TENANT = "select start, kilowatt_hours as energy, seconds from tenant_energy"
            + " where tenant_id = :tenant and hours = :hours and start >= :from order by start";

    private final JdbcClient jdbc;
    private final EnergySettings settings;
    private final Clock clock;

    EnergyQueries(JdbcClient jdbc, EnergySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @QueryHandler
    EnergyView find(FindEnergy query) {
        boolean byTheHour = query.range() == SeriesRange.DAY;
        ChronoUnit unit = byTheHour ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        Duration step = unit.getDuration();
        // The step that is under way is one of them.
        Instant from =
                clock.instant().truncatedTo(unit).minus(query.range().length()).plus(step);
        List<EnergyView.EnergyStep> steps = asked(query, from, step, ofAllDevices(query) ? STEPS_OF_TENANT : STEPS)
                .query((row, number) -> new EnergyView.EnergyStep(
                        row.getObject("start", OffsetDateTime.class).toInstant(),
                        row.getDouble("energy"),
                        row.getDouble("seconds")))
                .list();
        List<EnergyView.DeviceEnergy> devices = asked(
                        query,
                        from,
                        step,
                        "select device.id, device.name, sum(used.kilowatt_hours) as energy" + USED
                                + " group by device.id, device.name order by energy desc, device.id limit 50")
                .query((row, number) -> {
                    double energy = row.getDouble("energy");
                    return new EnergyView.DeviceEnergy(
                            new DeviceId(row.getObject("id", UUID.class)),
                            row.getString("name"),
                            energy,
                            energy * settings.pricePerKwh(),
                            energy * settings.co2KgPerKwh());
                })
                .list();
        double total =
                steps.stream().mapToDouble(EnergyView.EnergyStep::kilowattHours).sum();
        return new EnergyView(
                query.range().text(),
                from,
                step,
                total,
                total * settings.pricePerKwh(),
                settings.currency(),
                total * settings.co2KgPerKwh(),
                steps,
                devices);
    }

    private static boolean ofAllDevices(FindEnergy query) {
        return query.within().isNone() && query.deviceId() == null && query.assetId() == null && query.siteId() == null;
    }

    private JdbcClient.StatementSpec asked(FindEnergy query, Instant from, Duration step, String sql) {
        return jdbc.sql(sql)
                .param("tenant", query.tenantId().value())
                .param("hours", step.toHours())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("everywhere", query.within().isNone())
                .param(
                        "sites",
                        query.within().siteIds().stream().map(SiteId::value).toArray(UUID[]::new))
                .param(
                        "device",
                        query.deviceId() == null ? null : query.deviceId().value())
                .param("asset", query.assetId() == null ? null : query.assetId().value())
                .param("site", query.siteId() == null ? null : query.siteId().value());
    }
}
