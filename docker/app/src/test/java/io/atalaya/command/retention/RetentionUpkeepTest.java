package io.atalaya.command.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.StandingClock;
import io.atalaya.app.support.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** On real tables, with a clock that the test moves on from 1 March 2026. */
class RetentionUpkeepTest {
    private static final Duration STANDARD = Duration.ofDays(400);
    private static final Instant LONG_AGO = Instant.parse("2025-01-24T09:00:00Z");
    private static final Instant LAST_YEAR = Instant.parse("2025-12-24T09:00:00Z");

    private static final String REPORT = "insert into telemetry_event (received_at, tenant_id, event_identifier,"
            + " aggregate_identifier, sequence_number, time_stamp, payload_type, payload, meta_data)"
            + " values (?, ?, ?, ?, 0, '', '', '', '')";

    private final DataSource database = TestPostgres.migratedDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private final StandingClock clock = new StandingClock();
    private final AtomicLong handled = new AtomicLong(Long.MAX_VALUE);
    private final MonthlyPartitions partitions = new MonthlyPartitions(jdbc, transaction, clock);
    private final RetentionSettings settings = new RetentionSettings(STANDARD);
    private final RetentionUpkeep upkeep = new RetentionUpkeep(
            partitions,
            new ExpiredRows(jdbc, transaction),
            new RetentionPeriods(jdbc, transaction, settings),
            settings,
            handled::get,
            clock);
    private final Keeper standard = new Keeper(null);

    @Test
    void thisMonthAndTheNextTwoAreThereBeforeTheyAreNeeded() {
        upkeep.run();
        assertThat(months("reading")).contains("202603", "202604", "202605").doesNotContain("202606");
        assertThat(months("telemetry_event")).contains("202603", "202604", "202605");

        clock.advance(Duration.ofDays(31));
        upkeep.run();

        assertThat(months("reading")).contains("202606");
        assertThat(months("telemetry_event")).contains("202606");
    }

    @Test
    void aNodeThatWasOffOverTheEndOfAMonthMakesWhatItNeedsAtItsStart() {
        clock.advance(Duration.ofDays(300));

        partitions.start();

        assertThat(months("reading")).contains("202612", "202701", "202702");
        assertThat(months("telemetry_event")).contains("202612", "202701", "202702");
    }

    @Test
    void aMonthGoesWhenItsLastMomentIsOlderThanAnyTenantKeepsIt() {
        standard.lives(LONG_AGO);
        standard.lives(LAST_YEAR);
        clock.advance(Duration.between(
                clock.instant(), Instant.parse("2025-02-01T00:00:00Z").plus(STANDARD)));
        clock.advance(Duration.ofMillis(-1));
        upkeep.run();
        assertThat(standard.left()).isEqualTo(new Left(2, 8, 6, 2, 1));

        clock.advance(Duration.ofMillis(1));
        upkeep.run();

        assertThat(standard.left()).isEqualTo(new Left(1, 4, 3, 1, 1));
        assertThat(months("reading")).doesNotContain("202501").contains("202512");
        assertThat(months("telemetry_event")).doesNotContain("202501").contains("202512");
    }

    @Test
    void oneTenantThatKeepsThemLongerKeepsTheMonthForItselfAlone() {
        Keeper patient = new Keeper(3650);
        patient.lives(LONG_AGO);
        standard.lives(LONG_AGO);
        clock.advance(Duration.ofDays(30));

        upkeep.run();

        assertThat(patient.left()).isEqualTo(new Left(1, 4, 3, 1, 1));
        assertThat(standard.left()).isEqualTo(new Left(0, 0, 0, 0, 1));
    }

    @Test
    void aTenantThatKeepsThemForLessLongLosesOnlyItsOwn() {
        Keeper hasty = new Keeper(30);
        Instant firstKept = Instant.parse("2026-01-30T00:00:00Z");
        for (Keeper keeper : List.of(standard, hasty)) {
            keeper.lives(LAST_YEAR);
            keeper.lives(firstKept.minusNanos(1000));
            keeper.lives(firstKept);
        }

        upkeep.run();

        assertThat(hasty.left()).isEqualTo(new Left(1, 4, 3, 1, 3));
        assertThat(standard.left()).isEqualTo(new Left(3, 12, 9, 3, 3));
    }

    @Test
    void moreThanFitsInOneTransactionGoesInSeveral() {
        Keeper hasty = new Keeper(30);
        partition("reading", LAST_YEAR);
        jdbc.sql(
                        "insert into reading select :tenant, :device, 'm', :at::timestamptz + n * interval '1 second', 0, null,"
                                + " 100, now() from generate_series(1, 25000) as n")
                .param("tenant", hasty.tenant)
                .param("device", hasty.device)
                .param("at", LAST_YEAR.atOffset(ZoneOffset.UTC))
                .update();

        upkeep.run();

        assertThat(hasty.left().readings()).isZero();
    }

    @Test
    void reportsThatHaveYetToBeHandledStay() {
        Keeper hasty = new Keeper(30);
        standard.lives(LONG_AGO);
        hasty.lives(LAST_YEAR);
        clock.advance(Duration.ofDays(30));
        handled.set(0);
        upkeep.run();
        assertThat(standard.left()).isEqualTo(new Left(0, 0, 0, 1, 0));
        assertThat(hasty.left()).isEqualTo(new Left(0, 0, 0, 1, 1));

        handled.set(2);
        upkeep.run();

        assertThat(standard.left().reports()).isZero();
        assertThat(hasty.left().reports()).isZero();
        assertThat(months("telemetry_event")).doesNotContain("202501").contains("202512");
    }

    @Test
    void reportsComeInWhileAMonthIsToBeDropped() {
        standard.lives(LONG_AGO);
        clock.advance(Duration.ofDays(30));
        UUID tenant = UUID.randomUUID();
        OffsetDateTime now = OffsetDateTime.now(clock);
        partitions.ensureUpcoming();
        transaction.executeWithoutResult(status -> {
            jdbc.sql(REPORT).params(now, tenant, "first", "first").update();
            CompletableFuture.runAsync(upkeep::run).join();
            jdbc.sql(REPORT).params(now, tenant, "second", "second").update();
        });
        assertThat(months("telemetry_event")).contains("202501");
        assertThat(jdbc.sql("select event_identifier from telemetry_event where tenant_id = ? order by global_index")
                        .param(tenant)
                        .query(String.class)
                        .list())
                .containsExactly("first", "second");

        upkeep.run();

        assertThat(months("telemetry_event")).doesNotContain("202501");
    }

    @Test
    void autovacuumLeavesAMonthInPeaceUntilItHasEnded() {
        partitions.ensureUpcoming();
        partition("reading", LONG_AGO);
        assertThat(leftInPeace()).contains("reading_202501", "reading_202603", "telemetry_event_202603");

        upkeep.run();
        assertThat(leftInPeace())
                .contains("reading_202603", "telemetry_event_202603")
                .doesNotContain("reading_202501");
        clock.advance(Duration.ofDays(31));
        upkeep.run();

        assertThat(leftInPeace())
                .contains("reading_202604", "telemetry_event_202604")
                .doesNotContain("reading_202603", "telemetry_event_202603");
        assertThat(months("reading")).contains("202603");
    }

    private List<String> leftInPeace() {
        return jdbc.sql("select relname from pg_class where relkind = 'r'"
                        + " and 'autovacuum_vacuum_insert_threshold=-1' = any (reloptions) order by relname")
                .query(String.class)
                .list();
    }

    private List<String> months(String parent) {
        return jdbc.sql(
                        "select right(inhrelid::regclass::text, 6) from pg_inherits where inhparent = :parent::regclass")
                .param("parent", parent)
                .query(String.class)
                .list();
    }

    private void partition(String parent, Instant at) {
        jdbc.sql("select ensure_partition(:parent, :month::date)::text")
                .param("parent", parent)
                .param("month", YearMonth.from(at.atOffset(ZoneOffset.UTC)).atDay(1))
                .query()
                .singleValue();
    }

    /** What a tenant has still. */
    private record Left(long readings, long buckets, long bucketsOfTenant, long reports, long names) {}

    /** A tenant with a device. */
    private final class Keeper {
        private final UUID tenant = UUID.randomUUID();
        private final UUID device = UUID.randomUUID();

        Keeper(@Nullable Integer retentionDays) {
            jdbc.sql("insert into tenant_directory (tenant_id, retention_days) values (?, ?)")
                    .param(tenant)
                    .param(retentionDays)
                    .update();
            jdbc.sql("insert into device_directory (device_id, tenant_id, serial_number) values (?, ?, 'SN')")
                    .params(device, tenant)
                    .update();
        }

        /** One reading and all that it leaves behind, each with that time. */
        void lives(Instant at) {
            partition("reading", at);
            partition("telemetry_event", at);
            OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
            jdbc.sql("insert into reading values (?, ?, 'm', ?, 1, null, 100, ?)")
                    .params(tenant, device, time, time)
                    .update();
            jdbc.sql("insert into reading_latest values (?, ?, 'm', ?, 1, null, 100, ?) on conflict do nothing")
                    .params(tenant, device, time, time)
                    .update();
            jdbc.sql("insert into reading_bucket select ?, ?, 'm', minutes,"
                            + " date_bin(make_interval(mins => minutes), ?::timestamptz, 'epoch'), 1, 1, 1, 1"
                            + " from unnest(array[5, 30, 120, 1440]) as minutes")
                    .params(tenant, device, time)
                    .update();
            jdbc.sql("insert into tenant_bucket select ?, 'm', minutes,"
                            + " date_bin(make_interval(mins => minutes), ?::timestamptz, 'epoch'), 1, 1, 1, 1, 1"
                            + " from unnest(array[30, 120, 1440]) as minutes")
                    .params(tenant, time)
                    .update();
            String event = UUID.randomUUID().toString();
            jdbc.sql(REPORT).params(time, tenant, event, event).update();
            jdbc.sql("insert into report_name values (?, ?, ?, ?::uuid, ?)")
                    .params(tenant, device, event, event, time)
                    .update();
        }

        Left left() {
            return new Left(
                    count("reading"),
                    count("reading_bucket"),
                    count("tenant_bucket"),
                    count("telemetry_event"),
                    count("report_name"));
        }

        private long count(String table) {
            return jdbc.sql("select count(*) from " + table + " where tenant_id = ?")
                    .param(tenant)
                    .query(Long.class)
                    .single();
        }
    }
}
