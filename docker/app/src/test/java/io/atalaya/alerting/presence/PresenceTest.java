package io.atalaya.alerting.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.atalaya.alerting.SystemCommands;
import io.atalaya.app.support.MovableClock;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.command.MarkDeviceOffline;
import io.atalaya.contract.device.command.MarkDeviceOnline;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.ReportBatch;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports and sweeps on real tables, with a clock that stands until it is moved and a log of which only the length is known. */
class PresenceTest {
    private static final DataSource DATABASE = pooled(TestPostgres.migratedDatabase());
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration OFFLINE_AFTER = Duration.ofMinutes(5);
    private static final Duration PRECISION = Duration.ofSeconds(10);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(2);
    private static final PresenceSettings SETTINGS = new PresenceSettings(OFFLINE_AFTER, null, SWEEP_EVERY);

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(DATABASE);
    private final TransactionManager axonTransactions = new SpringTransactionManager(transactions);
    private final MovableClock clock = new MovableClock(Clock.fixed(START, ZoneOffset.UTC));
    private final LogLength log = new LogLength();
    private final List<Command> sent = new CopyOnWriteArrayList<>();
    private final PresenceTable table = new PresenceTable(new JdbcTemplate(DATABASE));
    private final PresenceFollower follower = new PresenceFollower(table, recorder(), SETTINGS);
    private final SilenceSweep sweep =
            new SilenceSweep(table, new WatchTable(jdbc), log, recorder(), axonTransactions, SETTINGS, clock);
    private final DeviceId device = DeviceId.next();

    @BeforeEach
    void nobodyHasEverReported() {
        jdbc.sql("truncate device_presence").update();
        jdbc.sql("update presence_watch set listening_since = 'epoch', listened_until = 'epoch', heard_until = 'epoch',"
                        + " mark_at = 'epoch', mark_position = -1")
                .update();
        sweep.sweep();
    }

    @Test
    void aDeviceThatReportsForTheFirstTimeComesOnline() {
        handle(report(START));

        assertThat(sent).containsExactly(online(START));
        assertThat(stored()).isEqualTo(new Presence(device, TENANT, true, START, START));
    }

    @Test
    void aReportWithoutAnyReadingIsASignOfLifeToo() {
        handle(report(device, START, List.of()));

        assertThat(sent).containsExactly(online(START));
    }

    @Test
    void twoHundredReportsOfADeviceThatIsOnlineCostAWriteForEachTimeThatThePrecisionHasPassed() {
        handle(report(START));
        sent.clear();
        int writes = 0;
        String version = version();
        for (int number = 1; number <= 200; number++) {
            handle(report(START.plusMillis(200L * number)));
            if (!version().equals(version)) {
                version = version();
                writes++;
            }
        }

        assertThat(writes).isEqualTo(4);
        assertThat(stored().lastSeenAt()).isEqualTo(START.plusSeconds(40));
        assertThat(sent).isEmpty();
    }

    @Test
    void aSilentDeviceGoesOfflineAtTheMomentWhenItsSilenceBecameTooLong() {
        handle(report(START));
        sent.clear();

        sweepFor(OFFLINE_AFTER);
        assertThat(sent).isEmpty();
        sweepFor(PRECISION.plusSeconds(6));

        assertThat(sent).containsExactly(offline(START));
        assertThat(stored()).isEqualTo(new Presence(device, TENANT, false, START, START.plus(OFFLINE_AFTER)));
        sweepFor(Duration.ofMinutes(10));
        assertThat(sent).hasSize(1);
    }

    @Test
    void aDeviceWhoseLastReportsWereNotWrittenIsNotTakenForOfflineTooSoon() {
        Instant unwritten = START.plusSeconds(9);
        Instant next = unwritten.plus(OFFLINE_AFTER).minusSeconds(1);
        handle(report(START), report(unwritten));
        sweepFor(Duration.between(START, next));
        handle(report(next));
        sweepFor(Duration.ofMinutes(1));

        assertThat(sent).containsExactly(online(START));
    }

    @Test
    void itComesBackWithItsNextReportAndEachTurnIsToldOnce() {
        handle(report(START));
        sweepFor(Duration.ofMinutes(6));
        Instant back = clock.instant();
        handle(report(back));
        sweepFor(Duration.ofMinutes(6));

        assertThat(sent).containsExactly(online(START), offline(START), online(back), offline(back));
    }

    @Test
    void manyDevicesThatFallSilentTogetherAllGoOffline() {
        List<EventMessage<ReadingsRecorded>> reports = Stream.generate(DeviceId::next)
                .limit(250)
                .map(one -> report(one, START))
                .toList();
        handle(reports);
        sent.clear();

        sweepFor(Duration.ofMinutes(6));

        assertThat(sent).hasSize(250).allMatch(MarkDeviceOffline.class::isInstance);
    }

    @Test
    void nobodyGoesOfflineWhilePresenceIsBehindTheLogAndAfterwardsOnlyThoseWhoWereSilent() {
        DeviceId silent = DeviceId.next();
        handle(report(START), report(silent, START));
        sent.clear();
        log.grows(500);

        sweepFor(Duration.ofMinutes(20));
        assertThat(sent).isEmpty();

        List<EventMessage<ReadingsRecorded>> backlog = Stream.iterate(START.plusSeconds(60), at -> at.plusSeconds(60))
                .limit(20)
                .map(this::report)
                .toList();
        handle(backlog);
        log.isReached();
        sweepFor(Duration.ofMinutes(1));

        assertThat(sent).containsExactly(offline(silent, START));
        assertThat(stored().online()).isTrue();
    }

    @Test
    void aLogThatNeverRestsDoesNotKeepSilentDevicesOnline() {
        handle(report(START));
        sent.clear();

        for (int second = 0; second < 330; second++) {
            log.isReached();
            log.grows(100);
            clock.forward(Duration.ofSeconds(1));
            sweep.sweep();
        }

        assertThat(sent).containsExactly(offline(START));
    }

    @Test
    void afterAnOutageOfAtalayaEachDeviceHasItsFullTimeAgain() {
        DeviceId gone = DeviceId.next();
        handle(report(START), report(gone, START));
        sent.clear();
        clock.forward(Duration.ofHours(1));

        sweepFor(OFFLINE_AFTER.minusSeconds(1));
        assertThat(sent).isEmpty();
        handle(report(clock.instant()));
        sweepFor(Duration.ofSeconds(30));

        assertThat(sent).containsExactly(offline(gone, START));
    }

    @Test
    void aReportRightAfterAnOutageDoesNotMakeItASilenceOfTheDevice() {
        handle(report(START));
        sent.clear();
        clock.forward(Duration.ofHours(1));
        handle(report(clock.instant()));
        sweep.sweep();
        handle(report(clock.instant().plusSeconds(1)));

        assertThat(sent).isEmpty();
        assertThat(stored().lastSeenAt()).isEqualTo(clock.instant());
    }

    @Test
    void aSilenceThatTheSweepHasNotComeToIsFoundByTheNextReport() {
        handle(report(START));
        log.grows(1);
        sweepFor(Duration.ofMinutes(20));
        Instant back = START.plus(Duration.ofMinutes(10));
        handle(report(back));

        assertThat(sent).containsExactly(online(START), offline(START), online(back));
        assertThat(stored()).isEqualTo(new Presence(device, TENANT, true, back, back));
    }

    @Test
    void aReportThatComesTooLateBringsTheDeviceBackAtTheMomentWhenItWentOffline() {
        handle(report(START));
        sweepFor(Duration.ofMinutes(6));
        sent.clear();
        handle(report(START.plusSeconds(60)));

        Instant gone = START.plus(OFFLINE_AFTER);
        assertThat(sent).containsExactly(online(gone));
        assertThat(stored()).isEqualTo(new Presence(device, TENANT, true, START.plusSeconds(60), gone));
    }

    @Test
    void reportsThatAreHandledAgainChangeNothing() {
        List<EventMessage<ReadingsRecorded>> reports = List.of(report(START), report(START.plusSeconds(30)));
        handle(reports);
        sweepFor(Duration.ofMinutes(6));
        Presence before = stored();
        sent.clear();
        handle(reports);

        assertThat(sent).isEmpty();
        assertThat(stored()).isEqualTo(before).extracting(Presence::online).isEqualTo(false);
    }

    @Test
    void aReportThatMeetsTheSweepWaitsForItAndBringsTheDeviceBack() {
        handle(report(START));
        sent.clear();
        Instant late = START.plus(OFFLINE_AFTER).plusSeconds(1);
        CompletableFuture<?> handling = new TransactionTemplate(transactions).execute(status -> {
            assertThat(table.takeOffline(START, OFFLINE_AFTER, 100)).hasSize(1);
            CompletableFuture<Void> report = CompletableFuture.runAsync(() -> handle(report(late)));
            await().until(this::somebodyWaitsForTheRow);
            return report;
        });
        handling.orTimeout(10, TimeUnit.SECONDS).join();

        assertThat(sent).containsExactly(online(late));
        assertThat(stored()).isEqualTo(new Presence(device, TENANT, true, late, late));
    }

    @Test
    void theSweepLeavesOutADeviceWhoseReportIsBeingHandled() {
        handle(report(START));
        Instant late = START.plus(OFFLINE_AFTER).minusSeconds(1);
        List<Presence> taken = new TransactionTemplate(transactions).execute(status -> {
            table.save(List.of(new Presence(device, TENANT, true, late, START)));
            return CompletableFuture.supplyAsync(() -> new TransactionTemplate(transactions)
                            .execute(inner -> table.takeOffline(START, OFFLINE_AFTER, 100)))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        });

        assertThat(taken).isEmpty();
        assertThat(stored().online()).isTrue();
    }

    @SafeVarargs
    private void handle(EventMessage<ReadingsRecorded>... reports) {
        handle(List.of(reports));
    }

    /** As a processor does: one batch, one transaction. */
    private void handle(List<EventMessage<ReadingsRecorded>> reports) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(new GenericMessage<>("batch"));
        unitOfWork.attachTransaction(axonTransactions);
        var result = unitOfWork.executeWithResult(() -> {
            follower.on(new ReportBatch(0, reports), unitOfWork);
            return reports.size();
        });
        if (result.isExceptional()) {
            throw new IllegalStateException(result.exceptionResult());
        }
    }

    private void sweepFor(Duration duration) {
        Instant end = clock.instant().plus(duration);
        while (clock.instant().isBefore(end)) {
            clock.forward(SWEEP_EVERY);
            sweep.sweep();
        }
    }

    private static DataSource pooled(DataSource database) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(4);
        return new HikariDataSource(pool);
    }

    private SystemCommands recorder() {
        SystemCommands commands = mock();
        when(commands.send(any(), anyString(), anyString(), anyString()))
                .thenAnswer(call -> sent.add(call.getArgument(0)));
        when(commands.send(any(), anyString())).thenAnswer(call -> sent.add(call.getArgument(0)));
        return commands;
    }

    private EventMessage<ReadingsRecorded> report(Instant at) {
        return report(device, at, List.of(new Reading("temperature", 4, "°C", 100, at)));
    }

    private static EventMessage<ReadingsRecorded> report(DeviceId device, Instant at) {
        return report(device, at, List.of());
    }

    private static EventMessage<ReadingsRecorded> report(DeviceId device, Instant at, List<Reading> readings) {
        return new GenericEventMessage<>(new ReadingsRecorded(TENANT, device, null, at, readings));
    }

    private MarkDeviceOnline online(Instant at) {
        return new MarkDeviceOnline(device, TENANT, at);
    }

    private MarkDeviceOffline offline(Instant lastSeenAt) {
        return offline(device, lastSeenAt);
    }

    private static MarkDeviceOffline offline(DeviceId device, Instant lastSeenAt) {
        return new MarkDeviceOffline(device, TENANT, lastSeenAt, lastSeenAt.plus(OFFLINE_AFTER));
    }

    private Presence stored() {
        return Objects.requireNonNull(table.of(List.of(device)).get(device)).presence();
    }

    /** Another one after each write of the row. */
    private String version() {
        return jdbc.sql("select ctid || ' ' || xmin from device_presence where device_id = ?")
                .param(device.value())
                .query(String.class)
                .single();
    }

    private boolean somebodyWaitsForTheRow() {
        return jdbc.sql("select exists(select 1 from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }

    /** A log of which presence has read all or not. */
    private static final class LogLength implements TelemetryProgress {
        private long head;
        private long reached;

        void grows(long reports) {
            head += reports;
        }

        void isReached() {
            reached = head;
        }

        @Override
        public long head() {
            return head;
        }

        @Override
        public boolean hasReached(long position) {
            return reached >= position;
        }
    }
}
