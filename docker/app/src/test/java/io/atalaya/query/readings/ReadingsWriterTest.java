package io.atalaya.query.readings;

import static io.atalaya.query.readings.SomeReports.DEVICE;
import static io.atalaya.query.readings.SomeReports.OTHER_DEVICE;
import static io.atalaya.query.readings.SomeReports.OTHER_TENANT;
import static io.atalaya.query.readings.SomeReports.RECEIVED;
import static io.atalaya.query.readings.SomeReports.TENANT;
import static io.atalaya.query.readings.SomeReports.reading;
import static io.atalaya.query.readings.SomeReports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingsWriterTest {
    private static final WrittenReadings WRITTEN = new WrittenReadings();
    private static final Instant MONTHS_END = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<ReadingsRecorded> REPORTS = List.of(
            report(DEVICE, reading("temperature", 4.5, MONTHS_END), reading("humidity", 40, MONTHS_END)),
            report(DEVICE, reading("temperature", -0.1, MONTHS_END.minusNanos(1000))),
            report(OTHER_DEVICE, reading("temperature", 7, MONTHS_END.plus(Duration.ofMinutes(4)))),
            report(DEVICE));

    @BeforeEach
    void empty() {
        WRITTEN.clear();
    }

    @Test
    void eachEventTwiceGivesTheSameRows() {
        WRITTEN.save(REPORTS);
        Map<String, List<String>> once = WRITTEN.rows();
        assertThat(once.get("reading")).hasSize(4);
        assertThat(once.get("reading_latest")).hasSize(3);
        assertThat(once.get("reading_bucket")).as("in two months").hasSize(4 * 4);
        assertThat(once.get("tenant_bucket")).as("of two metrics").hasSize(3 * 3);
        assertThat(once.get("device_seen")).hasSize(2);

        WRITTEN.save(REPORTS);
        REPORTS.forEach(report -> WRITTEN.save(List.of(report, report)));

        assertThat(WRITTEN.rows()).isEqualTo(once);
    }

    @Test
    void aReplayGivesTheSameRows() {
        WRITTEN.save(REPORTS);
        Map<String, List<String>> lived = WRITTEN.rows();

        WRITTEN.clear();
        assertThat(WRITTEN.rows().values()).allSatisfy(rows -> assertThat(rows).isEmpty());
        REPORTS.reversed().forEach(report -> WRITTEN.save(List.of(report)));

        assertThat(WRITTEN.rows()).isEqualTo(lived);
    }

    @Test
    void anotherTenantSeesNothing() {
        WRITTEN.save(REPORTS);

        assertThat(WRITTEN.rowsFor(OTHER_TENANT).values())
                .allSatisfy(rows -> assertThat(rows).isEmpty());
        assertThat(WRITTEN.rowsFor(TENANT)).isEqualTo(WRITTEN.rows());
    }

    @Test
    void aRepeatedReadingIsCountedOnceBesideNewOnes() {
        Reading first = reading("temperature", 2, RECEIVED);
        WRITTEN.save(List.of(report(DEVICE, first)));
        WRITTEN.save(List.of(report(DEVICE, first, reading("temperature", 4, RECEIVED.plusSeconds(1)))));
        // Beyond the narrowest bucket, within the widest.
        WRITTEN.save(List.of(report(DEVICE, first, reading("temperature", 9, RECEIVED.plusSeconds(3000)))));

        assertThat(WRITTEN.jdbc()
                        .sql("select minutes || ': ' || count || ' ' || minimum || ' ' || maximum || ' ' || total"
                                + " from reading_bucket order by minutes, start")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "5: 2 2 4 6.0",
                        "5: 1 9 9 9.0",
                        "30: 2 2 4 6.0",
                        "30: 1 9 9 9.0",
                        "120: 3 2 9 15.0",
                        "1440: 3 2 9 15.0");
    }

    @Test
    void aTenantsBucketsHoldAllItsDevicesTogether() {
        Reading first = reading("temperature", 2, RECEIVED);
        WRITTEN.save(List.of(report(DEVICE, first)));
        WRITTEN.save(List.of(report(OTHER_DEVICE, reading("temperature", 6, RECEIVED))));
        // Known already, beside one that is new: the bucket is counted again.
        WRITTEN.save(List.of(report(DEVICE, first, reading("temperature", -1, RECEIVED.plusSeconds(1)))));

        assertThat(WRITTEN.jdbc()
                        .sql(
                                "select minutes || ': ' || count || ' ' || minimum || ' ' || maximum || ' ' || total || ' of '"
                                        + " || devices from tenant_bucket order by minutes")
                        .query(String.class)
                        .list())
                .containsExactly("30: 3 -1 6 7.0 of 2", "120: 3 -1 6 7.0 of 2", "1440: 3 -1 6 7.0 of 2");
    }

    @Test
    void aTotalIsExactHoweverDifferentTheValues() {
        double huge = 1.7976931348623157E308;
        WRITTEN.save(List.of(report(
                DEVICE,
                reading("temperature", huge, RECEIVED),
                reading("temperature", Double.MIN_VALUE, RECEIVED.plusSeconds(1)),
                reading("temperature", -huge, RECEIVED.plusSeconds(2)))));

        assertThat(WRITTEN.jdbc()
                        .sql("select distinct total from reading_bucket")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo(BigDecimal.valueOf(Double.MIN_VALUE));
    }
}
