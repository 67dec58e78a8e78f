package io.atalaya.query.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atalaya.app.support.TestPostgres;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class EnergyMetersTest {
    private static final DataSource DATABASE = TestPostgres.migratedDatabase();
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final Instant START = Instant.parse("2026-03-01T23:30:00Z");

    private final JdbcTemplate jdbc = new JdbcTemplate(DATABASE);
    private final EnergyMeters meters = SomeMeters.on(jdbc);

    @BeforeEach
    void empty() {
        meters.clear();
    }

    @Test
    void powerBecomesEnergyByTheHourAndByTheDay() {
        meters.add(List.of(report(0, 6), report(10, 6)));
        meters.add(List.of(report(20, 6), report(30, 6), report(40, 6)));

        assertThat(used(1)).containsExactly(3.0, 1.0);
        assertThat(used(24)).containsExactly(3.0, 1.0);
    }

    @Test
    void whatIsNoPowerCountsForNothingAndHoldsNothingUp() {
        meters.add(List.of(report(0, Double.MAX_VALUE), report(1, -Double.MAX_VALUE), report(2, 1e307)));
        meters.add(List.of(report(10, 6), report(20, 6)));

        assertThat(used(1)).containsExactly(1.0);
    }

    @Test
    void whatComesAgainOrLateCountsNoMore() {
        List<ReadingsRecorded> reports = List.of(report(0, 6), report(10, 6), report(20, 6));
        meters.add(reports);
        String once = rows();
        meters.add(reports);
        reports.forEach(report -> meters.add(List.of(report, report)));
        meters.add(List.of(report(5, 600)));
        assertThat(rows()).isEqualTo(once);
    }

    @Test
    void theSameComesOfItInWhateverPortions() {
        List<ReadingsRecorded> reports = new ArrayList<>();
        for (int minute = 0; minute < 100; minute++) {
            reports.add(report(minute, Math.sin(minute) / 3));
        }
        meters.add(reports);
        String together = rows();
        meters.clear();
        reports.forEach(report -> meters.add(List.of(report)));
        assertThat(rows()).isEqualTo(together);
    }

    @Test
    void aSilenceCountsForTheLongestGapAlone() {
        meters.add(List.of(report(0, 4), report(29, 4)));
        assertThat(used(1)).containsExactly(1.0);
    }

    @Test
    void ofAReportTheFirstMetricCountsAndOnlyInKilowatts() {
        for (int minute : new int[] {0, 15}) {
            Instant at = START.plusSeconds(60L * minute);
            meters.add(List.of(new ReadingsRecorded(
                    TENANT,
                    DEVICE,
                    null,
                    at,
                    List.of(
                            new Reading("energy", 40, "kW", 100, at),
                            new Reading("power", 4, "kW", 100, at),
                            new Reading("power_consumption", 400, "VA", 100, at)))));
        }
        assertThat(used(1)).hasSize(1);
        assertThat(used(1).getFirst()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aTenantsDevicesAreAddedUp() {
        DeviceId other = DeviceId.of("00000000-0000-0000-0000-0000000000d2");
        for (int minute : new int[] {0, 10, 20, 30, 40}) {
            ReadingsRecorded report = report(minute, 6);
            meters.add(List.of(report));
            meters.add(
                    List.of(report, new ReadingsRecorded(TENANT, other, null, report.receivedAt(), report.readings())));
        }

        for (int hours : new int[] {1, 24}) {
            assertThat(jdbc.queryForList(
                            "select kilowatt_hours::float8 from tenant_energy where hours = ? order by start",
                            Double.class,
                            hours))
                    .containsExactly(6.0, 2.0);
        }
        assertThat(jdbc.queryForList("select sum(seconds)::int from tenant_energy group by hours", Integer.class))
                .containsExactly(4800, 4800);
    }

    private static ReadingsRecorded report(int minute, double kilowatts) {
        Instant at = START.plusSeconds(60L * minute);
        return new ReadingsRecorded(TENANT, DEVICE, null, at, List.of(new Reading("power", kilowatts, "kW", 100, at)));
    }

    private List<Double> used(int hours) {
        return jdbc.queryForList(
                "select kilowatt_hours::float8 from energy_used where hours = ? order by start", Double.class, hours);
    }

    private String rows() {
        return String.join(
                "\n",
                jdbc.queryForList(
                        "select u::text from energy_used u union all select m::text from energy_meter m"
                                + " union all select t::text from tenant_energy t order by 1",
                        String.class));
    }
}
