package io.atalaya.query.readings;

import static io.atalaya.query.readings.SomeReports.DEVICE;
import static io.atalaya.query.readings.SomeReports.OTHER_DEVICE;
import static io.atalaya.query.readings.SomeReports.RECEIVED;
import static io.atalaya.query.readings.SomeReports.TENANT;
import static io.atalaya.query.readings.SomeReports.reading;
import static io.atalaya.query.readings.SomeReports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However reports come — in any order, repeatedly, late, few or many at a time — the same remains. */
class ReadingsPropertyTest {
    private static final String SEED = "8";
    private static final int[] WIDTHS_MINUTES = {5, 30, 120, 1440};
    private static final WrittenReadings WRITTEN = new WrittenReadings();

    /** What a key is measured as is always the same: a reading is not told from another that has its key. */
    private record Key(DeviceId device, String metric, Instant measuredAt) {}

    @Provide
    Arbitrary<Map<Key, Double>> measured() {
        Arbitrary<Key> keys = Combinators.combine(
                        Arbitraries.of(DEVICE, OTHER_DEVICE), Arbitraries.of("temperature", "rssi"), times())
                .as(Key::new);
        return Arbitraries.maps(keys, values()).ofMinSize(1).ofMaxSize(25);
    }

    /** At the edges of buckets and months, and just beside them. */
    private static Arbitrary<Instant> times() {
        Arbitrary<Instant> edges = Arbitraries.of(
                        "2026-02-28T22:00:00Z",
                        "2026-03-01T00:00:00Z",
                        "2026-03-01T00:05:00Z",
                        "2026-03-01T00:30:00Z",
                        "2026-03-01T02:00:00Z",
                        "1969-12-31T23:55:00Z")
                .map(Instant::parse);
        Arbitrary<Long> micros = Arbitraries.of(-1L, 0L, 1L, 60_000_000L, 299_999_999L);
        return Combinators.combine(edges, micros).as((edge, beside) -> edge.plusNanos(beside * 1000));
    }

    private static Arbitrary<Double> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        0.0,
                        -0.0,
                        Double.MIN_VALUE,
                        -2 * Double.MIN_VALUE,
                        Double.MIN_NORMAL,
                        Double.MAX_VALUE,
                        -Double.MAX_VALUE,
                        1e23,
                        18014398509481990.0,
                        0.1,
                        1.0 / 3),
                Arbitraries.doubles().between(-40, 40).ofScale(2),
                Arbitraries.doubles());
    }

    @Property(seed = SEED, tries = 40)
    void theSameRemains(@ForAll("measured") Map<Key, Double> measured, @ForAll long chance) {
        Random random = new Random(chance);
        List<ReadingsRecorded> reports = reports(measured, random);
        WRITTEN.clear();
        WRITTEN.save(reports);
        Map<String, List<String>> inOrder = WRITTEN.rows();
        assertThat(buckets()).isEqualTo(expected(measured));
        assertThat(bucketsOfTenant()).isEqualTo(expectedOfTenant(measured));

        List<ReadingsRecorded> disturbed = new ArrayList<>(reports);
        for (int repetition = random.nextInt(6); repetition > 0; repetition--) {
            disturbed.add(reports.get(random.nextInt(reports.size())));
        }
        Collections.shuffle(disturbed, random);
        WRITTEN.clear();
        for (int from = 0; from < disturbed.size(); ) {
            int to = Math.min(disturbed.size(), from + 1 + random.nextInt(4));
            WRITTEN.save(disturbed.subList(from, to));
            from = to;
        }

        assertThat(WRITTEN.rows()).isEqualTo(inOrder);
    }

    @Property(seed = SEED, tries = 20)
    void everyMicrosecondIsKept(@ForAll("microseconds") List<Long> microseconds) throws SQLException {
        Reading[] readings = microseconds.stream()
                .map(micros -> reading("temperature", 0, at(micros)))
                .toArray(Reading[]::new);
        List<Instant> kept = new ArrayList<>();
        try (Connection connection = WRITTEN.database().getConnection();
                PreparedStatement statement =
                        Columns.of(List.of(report(DEVICE, readings))).bind(connection, Columns.SELECT);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                kept.add(rows.getObject(4, OffsetDateTime.class).toInstant());
            }
        }
        assertThat(kept)
                .containsExactlyElementsOf(
                        Stream.of(readings).map(Reading::measuredAt).toList());
    }

    @Provide
    Arbitrary<List<Long>> microseconds() {
        long last = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond() * 1_000_000;
        return Arbitraries.longs().between(0, last).list().ofSize(1000);
    }

    private static Instant at(long microseconds) {
        return Instant.EPOCH.plusNanos(microseconds % 1_000_000 * 1000).plusSeconds(microseconds / 1_000_000);
    }

    /** Each reading in at least one report; some in two. */
    private static List<ReadingsRecorded> reports(Map<Key, Double> measured, Random random) {
        List<Key> keys = new ArrayList<>(measured.keySet());
        for (int again = random.nextInt(4); again > 0; again--) {
            keys.add(keys.get(random.nextInt(measured.size())));
        }
        Map<DeviceId, List<Reading>> ofDevice = new LinkedHashMap<>();
        keys.forEach(key -> ofDevice.computeIfAbsent(key.device(), device -> new ArrayList<>())
                .add(reading(key.metric(), Objects.requireNonNull(measured.get(key)), key.measuredAt())));
        List<ReadingsRecorded> reports = new ArrayList<>();
        ofDevice.forEach((device, readings) -> {
            for (int from = 0; from < readings.size(); ) {
                int to = Math.min(readings.size(), from + 1 + random.nextInt(5));
                reports.add(
                        new ReadingsRecorded(TENANT, device, null, RECEIVED, List.copyOf(readings.subList(from, to))));
                from = to;
            }
        });
        return reports;
    }

    /** Worked out the plain way. */
    private static Map<String, String> expected(Map<Key, Double> measured) {
        Map<String, List<Double>> valuesOf = new TreeMap<>();
        measured.forEach((key, value) -> {
            for (int minutes : WIDTHS_MINUTES) {
                long start = Math.floorDiv(key.measuredAt().getEpochSecond(), minutes * 60L) * minutes * 60;
                valuesOf.computeIfAbsent(
                                key.device() + " " + key.metric() + " " + minutes + " " + start,
                                bucket -> new ArrayList<>())
                        .add(value + 0.0);
            }
        });
        Map<String, String> expected = new TreeMap<>();
        valuesOf.forEach((bucket, values) -> expected.put(
                bucket, described(Collections.min(values), Collections.max(values), total(values), values.size())));
        return expected;
    }

    private static BigDecimal total(Collection<Double> values) {
        return values.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, String> buckets() {
        Map<String, String> buckets = new TreeMap<>();
        WRITTEN.jdbc()
                .sql("select *, extract(epoch from start)::bigint as seconds from reading_bucket")
                .query(row -> {
                    buckets.put(
                            row.getString("device_id") + " " + row.getString("metric") + " " + row.getInt("minutes")
                                    + " " + row.getLong("seconds"),
                            described(
                                    row.getDouble("minimum"),
                                    row.getDouble("maximum"),
                                    row.getBigDecimal("total"),
                                    row.getLong("count")));
                });
        return buckets;
    }

    /** As {@link #expected}, of all devices together. */
    private static Map<String, String> expectedOfTenant(Map<Key, Double> measured) {
        Map<String, Map<Key, Double>> parts = new TreeMap<>();
        measured.forEach((key, value) -> {
            for (int minutes : WIDTHS_MINUTES) {
                long start = Math.floorDiv(key.measuredAt().getEpochSecond(), minutes * 60L) * minutes * 60;
                if (minutes > 5) {
                    parts.computeIfAbsent(key.metric() + " " + minutes + " " + start, bucket -> new LinkedHashMap<>())
                            .put(key, value + 0.0);
                }
            }
        });
        Map<String, String> expected = new TreeMap<>();
        parts.forEach((bucket, part) -> expected.put(
                bucket,
                part.keySet().stream().map(Key::device).distinct().count() + " devices: "
                        + described(
                                Collections.min(part.values()),
                                Collections.max(part.values()),
                                total(part.values()),
                                part.size())));
        return expected;
    }

    private static Map<String, String> bucketsOfTenant() {
        Map<String, String> buckets = new TreeMap<>();
        WRITTEN.jdbc()
                .sql("select *, extract(epoch from start)::bigint as seconds from tenant_bucket")
                .query(row -> {
                    buckets.put(
                            row.getString("metric") + " " + row.getInt("minutes") + " " + row.getLong("seconds"),
                            row.getLong("devices") + " devices: "
                                    + described(
                                            row.getDouble("minimum"),
                                            row.getDouble("maximum"),
                                            row.getBigDecimal("total"),
                                            row.getLong("count")));
                });
        return buckets;
    }

    private static String described(double minimum, double maximum, BigDecimal total, long count) {
        return minimum + " to " + maximum + ", " + count + " together "
                + total.stripTrailingZeros().toString();
    }
}
