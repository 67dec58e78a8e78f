package io.atalaya.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.atalaya.alerting.SystemCommands;
import io.atalaya.alerting.SystemTransaction;
import io.atalaya.app.support.MovableClock;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.command.AutoResolveAlert;
import io.atalaya.contract.alert.command.RaiseAlert;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.device.event.DeviceWentOffline;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.contract.rule.event.RuleEvent;
import io.atalaya.contract.rule.event.RuleRemoved;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Changes of rules and devices on real tables, beside followers of the telemetry log that are as far as the test says. */
class RuleChangesTest {
    private static final DataSource DATABASE = pooled(TestPostgres.migratedDatabase());
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    private final TenantId tenant = TenantId.next();
    private final DeviceId device = DeviceId.next();
    private final MovableClock clock = new MovableClock(Clock.fixed(AT, ZoneOffset.UTC));
    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final List<Object> sent = new ArrayList<>();
    private final Followers followers = new Followers();
    private final RuleBook ruleBook = new RuleBook(jdbc);
    private final Conditions conditions = new Conditions(new JdbcTemplate(DATABASE));
    private final TenantLocks locks = new TenantLocks(new JdbcTemplate(DATABASE));
    private final LastTurns lastTurns = new LastTurns(jdbc);
    private final AlertCommands alerts = new AlertCommands(recorder());
    private final Alignment alignment = new Alignment(locks, ruleBook, conditions, lastTurns, alerts);
    private final DueChanges due = new DueChanges(jdbc, followers, clock);
    private final SystemTransaction transaction =
            new SystemTransaction(new SpringTransactionManager(new JdbcTransactionManager(DATABASE)));
    private final LateReadings late = new LateReadings(due, followers, alignment, transaction);
    private final RuleChanges changes = new RuleChanges(ruleBook, alignment, due, late);
    private final DeviceTurns turns = new DeviceTurns(locks, ruleBook, lastTurns, conditions, alerts);

    @BeforeEach
    void nothingIsDue() {
        jdbc.sql("truncate rule_change_due").update();
    }

    @Test
    void whatMustBeLookedUpHoldsUpNobodyAndCountsOnceEverybodyKnowsIt() {
        register(device, "FREEZER");
        followers.behind = true;
        RuleCreated created = new RuleCreated(RuleId.next(), tenant, above(8));
        followers.latest = Map.of(device, List.of(reading(9)));

        change(created);

        assertThat(late.lookUpWhatIsDue()).isFalse();
        assertThat(sent).isEmpty();
        followers.behind = false;
        followers.unevaluated = true;
        assertThat(late.lookUpWhatIsDue()).isFalse();
        assertThat(sent).as("an alert names the report that it comes of").isEmpty();
        followers.unevaluated = false;
        followers.latest = Map.of();
        assertThat(late.lookUpWhatIsDue()).isTrue();
        assertThat(sent).singleElement().isInstanceOfSatisfying(RaiseAlert.class, raised -> {
            assertThat(raised.deviceId()).isEqualTo(device);
            assertThat(raised.value()).isEqualTo(9);
        });
        late.lookUpWhatIsDue();
        assertThat(sent).as("once").hasSize(1);
    }

    @Test
    void whatFailsIsTriedLaterAndLessAndLessOften() {
        register(device, "FREEZER");
        change(new RuleCreated(RuleId.next(), tenant, above(8)));
        DueChanges.DueChange failing = due.first(10).getFirst();
        for (int pause : new int[] {1, 2, 4}) {
            due.tryLater(failing);

            clock.forward(Duration.ofMillis(pause * 1000 - 1));
            assertThat(due.first(10)).isEmpty();
            clock.forward(Duration.ofMillis(1));
            assertThat(due.first(10)).containsExactly(failing);
        }
        for (int failures = 0; failures < 40; failures++) {
            due.tryLater(failing);
        }
        clock.forward(Duration.ofMinutes(5));
        assertThat(due.first(10)).containsExactly(failing);
    }

    @Test
    void aChangeThatFailsIsInNobodysWay() {
        register(device, "FREEZER");
        change(new RuleCreated(RuleId.next(), tenant, above(8)));
        followers.broken = true;
        assertThat(late.lookUpWhatIsDue()).isTrue();
        assertThat(due.first(10)).as("to be tried later").isEmpty();

        followers.broken = false;
        followers.latest = Map.of(device, List.of(reading(9)));
        clock.forward(Duration.ofSeconds(1));
        late.lookUpWhatIsDue();

        assertThat(sent).singleElement().isInstanceOf(RaiseAlert.class);
    }

    @Test
    void whatIsKnownCountsAtOnceHoweverFarTheFollowersAre() {
        register(device, "FREEZER");
        RuleCreated created = new RuleCreated(RuleId.next(), tenant, above(8));
        followers.latest = Map.of(device, List.of(reading(9)));
        change(created);
        late.lookUpWhatIsDue();
        followers.behind = true;
        followers.latest = Map.of();

        change(new RuleRemoved(created.ruleId(), tenant));

        assertThat(sent).hasSize(2).last().isInstanceOf(AutoResolveAlert.class);
    }

    @Test
    void aDeviceThatGetsAnotherNameIsTheSameToRules() {
        register(device, "FREEZER");
        change(new RuleCreated(RuleId.next(), tenant, above(8)));
        late.lookUpWhatIsDue();
        long version = version();

        change(details("Renamed", "FREEZER"));

        assertThat(version()).isEqualTo(version);
        assertThat(due.first(10)).isEmpty();
    }

    @Test
    void aDeviceOfAnotherTypeIsJudgedByOtherRules() {
        register(device, "FREEZER");
        RuleDefinition forPumps = new RuleDefinition(
                "Too warm",
                "HIGH_TEMP",
                List.of(new RuleCondition("temperature", Comparison.GT, 8, 0)),
                Join.ALL,
                Duration.ZERO,
                Duration.ZERO,
                Severity.CRITICAL,
                new RuleScope(null, "PUMP", null),
                true);
        change(new RuleCreated(RuleId.next(), tenant, forPumps));
        followers.latest = Map.of(device, List.of(reading(9)));
        late.lookUpWhatIsDue();
        assertThat(sent).isEmpty();

        change(details("Device", "PUMP"));
        late.lookUpWhatIsDue();
        assertThat(sent).singleElement().isInstanceOf(RaiseAlert.class);

        change(details("Device", "FREEZER"));
        assertThat(sent).last().isInstanceOf(AutoResolveAlert.class);
    }

    @Test
    void aTurnOfThePastRaisesNothing() {
        register(device, "FREEZER");
        present(false, AT.plusSeconds(60));

        offline(AT);
        assertThat(sent).isEmpty();

        offline(AT.plusSeconds(60));
        assertThat(sent)
                .singleElement()
                .isInstanceOfSatisfying(
                        RaiseAlert.class, raised -> assertThat(raised.type()).isEqualTo("SENSOR_ERROR"));
    }

    /** As the command's transaction and the processor handle it, one after the other. */
    private void change(RuleEvent event) {
        EventMessage<RuleEvent> message = message(event);
        transaction.of(() -> {
            ruleBook.on(event);
            return event;
        });
        transaction.of(() -> {
            changes.on(event, message);
            return event;
        });
    }

    private void change(DeviceDetails details) {
        DeviceChanged event = new DeviceChanged(device, tenant, details, 2);
        EventMessage<DeviceChanged> message = message(event);
        transaction.of(() -> {
            ruleBook.on(event, message);
            return event;
        });
        transaction.of(() -> {
            changes.on(event, message);
            return event;
        });
    }

    private void register(DeviceId registered, String type) {
        DeviceRegistered event = new DeviceRegistered(registered, tenant, details("Device", type));
        transaction.of(() -> {
            ruleBook.on(event, message(event));
            return event;
        });
    }

    private void offline(Instant at) {
        DeviceWentOffline event = new DeviceWentOffline(device, tenant, at.minusSeconds(300), at);
        transaction.of(() -> {
            turns.on(event, message(event));
            return event;
        });
    }

    private void present(boolean online, Instant changedAt) {
        jdbc.sql("insert into device_presence (device_id, tenant_id, online, last_seen_at, changed_at)"
                        + " values (:device, :tenant, :online, :at, :at)")
                .param("device", device.value())
                .param("tenant", tenant.value())
                .param("online", online)
                .param("at", changedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    private long version() {
        return jdbc.sql("select version from rule_book where tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query(Long.class)
                .single();
    }

    private SystemCommands recorder() {
        SystemCommands commands = mock();
        when(commands.send(any(), anyString(), anyString(), anyString()))
                .thenAnswer(call -> sent.add(call.getArgument(0)));
        return commands;
    }

    private static RuleDefinition above(double threshold) {
        return new RuleDefinition(
                "Too warm",
                "HIGH_TEMP",
                List.of(new RuleCondition("temperature", Comparison.GT, threshold, 0)),
                Join.ALL,
                Duration.ZERO,
                Duration.ZERO,
                Severity.CRITICAL,
                new RuleScope(null, null, null),
                true);
    }

    private static DeviceDetails details(String name, String type) {
        return new DeviceDetails(
                name, type, "SN-1", null, null, null, null, null, null, null, Map.of(), Map.of(), null);
    }

    private static Reading reading(double celsius) {
        return new Reading("temperature", celsius, "°C", 100, AT);
    }

    private static <E> EventMessage<E> message(E event) {
        return new GenericEventMessage<>(UUID.randomUUID().toString(), event, Map.of(), AT);
    }

    private static DataSource pooled(DataSource database) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(4);
        pool.addDataSourceProperty("stringtype", "unspecified");
        return new HikariDataSource(pool);
    }

    /** Of the telemetry log, whose end is always 7. */
    private static final class Followers implements LatestReadings {
        private boolean behind;
        private boolean unevaluated;
        private boolean broken;
        private Map<DeviceId, List<Reading>> latest = Map.of();

        @Override
        public long head() {
            return 7;
        }

        @Override
        public boolean include(long position) {
            return !behind;
        }

        @Override
        public boolean areEvaluated(long position) {
            return !unevaluated;
        }

        @Override
        public Map<DeviceId, List<Reading>> of(
                TenantId asked, Collection<DeviceId> devices, Collection<String> metrics) {
            if (broken) {
                throw new IllegalStateException("The readings cannot be read");
            }
            return latest;
        }
    }
}
