package io.atalaya.query.readings;

import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.query.energy.EnergyMeters;
import io.atalaya.query.series.SeriesBuckets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes readings into their tables. A batch costs four statements and a savepoint, however many reports it holds.
 * Readings of a device must not be written by two transactions at once.
 */
@Component
class ReadingsWriter {
    private static final String STORE_NEW =
            "insert into reading (tenant_id, device_id, metric, measured_at, value, unit, quality, received_at)"
                    + Columns.SELECT;
    private static final String STORE_UNKNOWN = STORE_NEW + " on conflict (device_id, measured_at, metric) do nothing";
    private static final String UNIQUE_VIOLATION = "23505";
    /** So many batches are looked through for known readings after one that held some. */
    private static final int WARY_BATCHES = 100;

    private static final String KEEP_NEWEST = "insert into reading_latest as latest"
            + " (tenant_id, device_id, metric, measured_at, value, unit, quality, received_at)"
            + Columns.SELECT
            + " on conflict (device_id, metric) do update set measured_at = excluded.measured_at,"
            + " value = excluded.value, unit = excluded.unit, quality = excluded.quality,"
            + " received_at = excluded.received_at where latest.measured_at < excluded.measured_at";

    private static final String KEEP_SEEN = "insert into device_seen as seen (device_id, tenant_id, last_seen_at)"
            + DevicesSeen.SELECT
            + " on conflict (device_id) do update set last_seen_at = excluded.last_seen_at"
            + " where seen.last_seen_at < excluded.last_seen_at";

    private final JdbcTemplate jdbc;
    private final ReadingPartitions partitions;
    private final SeriesBuckets buckets;
    private final EnergyMeters meters;
    private final AtomicInteger wary = new AtomicInteger();

    ReadingsWriter(JdbcTemplate jdbc, ReadingPartitions partitions, SeriesBuckets buckets, EnergyMeters meters) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.buckets = buckets;
        this.meters = meters;
    }

    /** Stores each (device, metric, time) once, whatever comes twice; only newer values become the latest. */
    void save(List<ReadingsRecorded> reports) {
        Columns all = Columns.of(reports);
        if (!all.isEmpty()) {
            boolean allNew = store(all) == all.size();
            Columns newest = Columns.newestOf(reports);
            jdbc.update(connection -> newest.bind(connection, KEEP_NEWEST));
            keepSeen(reports);
            // Last, since the rows of a whole tenant are locked with them.
            meters.add(reports);
            if (allNew) {
                buckets.add(reports);
            } else {
                buckets.countAgain(reports);
            }
        } else {
            keepSeen(reports);
        }
    }

    private void keepSeen(List<ReadingsRecorded> reports) {
        DevicesSeen seen = DevicesSeen.of(reports);
        jdbc.update(connection -> seen.bind(connection, KEEP_SEEN));
    }

    private int store(Columns readings) {
        partitions.ensure(readings.months());
        try {
            return storeAllAsNew(readings)
                    ? readings.size()
                    : jdbc.update(connection -> readings.bind(connection, STORE_UNKNOWN));
        } catch (DataIntegrityViolationException partitionGone) {
            // Retention, maybe of another node, has dropped it: the batch is handled again and makes it anew.
            partitions.forget();
            throw partitionGone;
        }
    }

    /**
     * Nearly all readings are new, and to be told of one that is not costs PostgreSQL a third less per row than to look for
     * it beforehand. Where some came again, more will.
     *
     * @return whether they were all new; else nothing is stored yet
     */
    private boolean storeAllAsNew(Columns readings) {
        if (wary.get() > 0) {
            wary.decrementAndGet();
            return false;
        }
        return Boolean.TRUE.equals(jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            Savepoint before = connection.setSavepoint();
            try (PreparedStatement statement = readings.bind(connection, STORE_NEW)) {
                statement.executeUpdate();
                connection.releaseSavepoint(before);
                return true;
            } catch (SQLException failure) {
                if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                    throw failure;
                }
                connection.rollback(before);
                wary.set(WARY_BATCHES);
                return false;
            }
        }));
    }

    void clear() {
        jdbc.execute("truncate reading, reading_latest, device_seen");
        buckets.clear();
        meters.clear();
    }
}
