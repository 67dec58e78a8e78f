package io.atalaya.query.energy;

import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Adds up what devices use, as readings are written, and with them. Only a reading that is newer than all that came before
 * it counts: so none counts twice, however often it comes, and a replay comes to the same. Costs nothing where no power is reported, and else three statements a
 * batch. Readings of a device must not be written by two transactions at once.
 */
@Component
public class EnergyMeters {
    /** A thousand gigawatts: what a device says beyond that is no power, and its sums could not be told. */
    private static final double MOST_KILOWATTS = 1e9;

    private static final String KILOWATT = "kW";
    private static final String METER =
            "insert into energy_meter as meter (device_id, tenant_id, measured_at, kilowatts)"
                    + " select * from unnest(?::uuid[], ?::uuid[], ?::timestamptz[], ?::float8[])"
                    + " on conflict (device_id) do update set measured_at = excluded.measured_at,"
                    + " kilowatts = excluded.kilowatts";
    private static final String PLUS = " set kilowatt_hours = used.kilowatt_hours + excluded.kilowatt_hours,"
            + " seconds = used.seconds + excluded.seconds";
    /** By device and for the tenant as a whole, whose rows are locked until the transaction ends. */
    private static final String USED =
            "with added as (select * from unnest(?::uuid[], ?::uuid[], ?::smallint[], ?::timestamptz[], ?::numeric[],"
                    + " ?::numeric[]) as added (tenant_id, device_id, hours, start, kilowatt_hours, seconds)),"
                    + " of_devices as (insert into energy_used as used"
                    + " (tenant_id, device_id, hours, start, kilowatt_hours, seconds) select * from added"
                    + " on conflict (device_id, hours, start) do update" + PLUS + ")"
                    + " insert into tenant_energy as used (tenant_id, hours, start, kilowatt_hours, seconds)"
                    + " select tenant_id, hours, start, sum(kilowatt_hours), sum(seconds) from added"
                    + " group by 1, 2, 3 order by 1, 2, 3 on conflict (tenant_id, hours, start) do update" + PLUS;

    private final JdbcTemplate jdbc;
    private final EnergySettings settings;

    EnergyMeters(JdbcTemplate jdbc, EnergySettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    public void add(List<ReadingsRecorded> reports) {
        SortedMap<UUID, Metered> reported = new TreeMap<>();
        for (ReadingsRecorded report : reports) {
            for (Power power : powers(report)) {
                reported.computeIfAbsent(
                                report.deviceId().value(),
                                device -> new Metered(device, report.tenantId().value(), new ArrayList<>()))
                        .powers()
                        .add(power);
            }
        }
        if (!reported.isEmpty()) {
            add(reported);
        }
    }

    private List<Power> powers(ReadingsRecorded report) {
        for (String metric : settings.metrics()) {
            List<Power> powers = report.readings().stream()
                    .filter(reading -> reading.metric().equals(metric) && KILOWATT.equals(reading.unit()))
                    .filter(reading -> Math.abs(reading.value()) <= MOST_KILOWATTS)
                    .map(EnergyMeters::power)
                    .sorted(Comparator.comparing(Power::at))
                    .toList();
            if (!powers.isEmpty()) {
                return powers;
            }
        }
        return List.of();
    }

    private static Power power(Reading reading) {
        return new Power(reading.measuredAt(), reading.value());
    }

    private void add(SortedMap<UUID, Metered> reported) {
        Map<UUID, Power> last = last(reported.keySet());
        List<Row<Power>> meters = new ArrayList<>();
        SortedMap<Row.Key, Row<Power.Used>> used = new TreeMap<>();
        reported.forEach((device, metered) -> {
            Power before = last.get(device);
            for (Power power : metered.powers()) {
                if (before != null && !before.at().isBefore(power.at())) {
                    continue;
                }
                if (before != null) {
                    before.until(power, settings.maxGap()).forEach(part -> count(metered, part, used));
                }
                before = power;
            }
            if (before != null && !before.equals(last.get(device))) {
                meters.add(new Row<>(metered, 0, before));
            }
        });
        if (!meters.isEmpty()) {
            jdbc.update(connection -> {
                PreparedStatement statement = connection.prepareStatement(METER);
                statement.setArray(
                        1,
                        array(connection, "uuid", meters, row -> row.metered().device()));
                statement.setArray(
                        2,
                        array(connection, "uuid", meters, row -> row.metered().tenant()));
                statement.setArray(
                        3,
                        array(
                                connection,
                                "timestamptz",
                                meters,
                                row -> row.value().at().toString()));
                statement.setArray(
                        4,
                        array(connection, "float8", meters, row -> row.value().kilowatts()));
                return statement;
            });
        }
        if (!used.isEmpty()) {
            Collection<Row<Power.Used>> rows = used.values();
            jdbc.update(connection -> {
                PreparedStatement statement = connection.prepareStatement(USED);
                statement.setArray(
                        1, array(connection, "uuid", rows, row -> row.metered().tenant()));
                statement.setArray(
                        2, array(connection, "uuid", rows, row -> row.metered().device()));
                statement.setArray(3, array(connection, "smallint", rows, Row::hours));
                statement.setArray(
                        4,
                        array(
                                connection,
                                "timestamptz",
                                rows,
                                row -> row.value().hour().toString()));
                statement.setArray(
                        5, array(connection, "numeric", rows, row -> row.value().kilowattHours()));
                statement.setArray(
                        6, array(connection, "numeric", rows, row -> row.value().seconds()));
                return statement;
            });
        }
    }

    private static <R> Array array(Connection connection, String type, Collection<R> rows, Function<R, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }

    private static void count(Metered metered, Power.Used part, SortedMap<Row.Key, Row<Power.Used>> used) {
        Power.Used ofDay = part.within(part.hour().truncatedTo(ChronoUnit.DAYS));
        for (Row<Power.Used> row : List.of(new Row<>(metered, 1, part), new Row<>(metered, 24, ofDay))) {
            Row.Key key = new Row.Key(metered.device(), row.hours(), row.value().hour());
            used.merge(
                    key,
                    row,
                    (sum, more) -> new Row<>(metered, sum.hours(), sum.value().plus(more.value())));
        }
    }

    private Map<UUID, Power> last(Collection<UUID> devices) {
        Map<UUID, Power> last = new HashMap<>();
        jdbc.query(
                "select device_id, measured_at, kilowatts from energy_meter where device_id = any(?)",
                row -> {
                    last.put(
                            row.getObject("device_id", UUID.class),
                            new Power(
                                    row.getObject("measured_at", OffsetDateTime.class)
                                            .toInstant(),
                                    row.getDouble("kilowatts")));
                },
                (Object) devices.toArray(UUID[]::new));
        return last;
    }

    public void clear() {
        jdbc.execute("truncate energy_meter, energy_used, tenant_energy");
    }

    private record Metered(UUID device, UUID tenant, List<Power> powers) {}

    private record Row<V>(Metered metered, int hours, V value) {
        /** In a fixed order, so that two nodes wait for each other instead of deadlocking. */
        record Key(UUID device, int hours, Instant start) implements Comparable<Key> {
            @Override
            public int compareTo(Key other) {
                int order = device.compareTo(other.device);
                order = order != 0 ? order : Integer.compare(hours, other.hours);
                return order != 0 ? order : start.compareTo(other.start);
            }
        }
    }
}
