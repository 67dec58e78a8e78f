package io.atalaya.command.retention;

import io.atalaya.kernel.access.TenantScope;
import java.sql.Date;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The months that readings and reports are stored in. Those to come are there before anything can be stored in them: at
 * start, and then from time to time.
 */
@Component
public class MonthlyPartitions implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MonthlyPartitions.class);
    private static final int MONTHS_AHEAD = 2;
    private static final String READINGS = "reading";
    private static final String REPORTS = "telemetry_event";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile boolean running;

    MonthlyPartitions(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The present month, and the next two. Costs nothing if they are there. */
    public void ensureUpcoming() {
        YearMonth present = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        Date[] months = IntStream.rangeClosed(0, MONTHS_AHEAD)
                .mapToObj(ahead -> Date.valueOf(present.plusMonths(ahead).atDay(1)))
                .toArray(Date[]::new);
        // Reports are stored by PostgreSQL's own clock.
        transaction.execute(status -> jdbc.sql("select ensure_partition(parent, month)::text"
                        + " from unnest(:parents::text[]) as parent,"
                        + " (select unnest(:months::date[]) union select date_trunc('month', now() at time zone 'UTC')::date)"
                        + " as upcoming (month)")
                .param("parents", new String[] {READINGS, REPORTS})
                .param("months", months)
                .query(String.class)
                .list());
    }

    /** While a month is written, autovacuum leaves it in peace; of one that has ended, it takes care as of any table. */
    void giveBackEnded() {
        transaction.execute(status -> jdbc.sql("select give_back_ended_partitions(:now)")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }

    /** Drops the months of readings that had ended by then. */
    void dropReadingsBefore(Instant moment) {
        dropBefore(READINGS, moment, Long.MAX_VALUE);
    }

    /** Drops the months of reports that had ended by then, unless one of them is beyond that position. */
    void dropReportsBefore(Instant moment, long handled) {
        dropBefore(REPORTS, moment, handled);
    }

    private void dropBefore(String parent, Instant moment, long handled) {
        Optional<String> dropped = dropOldest(parent, moment, handled);
        while (dropped.isPresent()) {
            log.info("Dropped {}, of which nothing need be kept any more", dropped.get());
            dropped = dropOldest(parent, moment, handled);
        }
    }

    /** Each in a transaction of its own, since until its end nobody else can use the table. */
    private Optional<String> dropOldest(String parent, Instant moment, long handled) {
        return TenantScope.everyTenant(() ->
                transaction.execute(status -> jdbc.sql("select drop_oldest_partition(:parent, :moment, :handled)")
                        .param("parent", parent)
                        .param("moment", moment.atOffset(ZoneOffset.UTC))
                        .param("handled", handled)
                        .query(String.class)
                        .optional()));
    }

    @Override
    public void start() {
        ensureUpcoming();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    /** Before the writer of the telemetry log. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 8192;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
