package io.atalaya.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Reports and readings that were written before they were stored by month. */
class StorageMigrationTest {
    private static final UUID TENANT = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID DEVICE = UUID.fromString("00000000-0000-0000-0000-0000000000d1");
    private static final List<String> TIMES = List.of(
            "2025-12-31T23:59:59.999999Z", "2026-01-01T00:00:00Z", "2026-01-01T00:04:59Z", "2026-03-15T12:00:00Z");

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestPostgres.emptyDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void allAreThereAfterwardsAndOthersGoBehindThem() {
        flyway().target("7").load().migrate();
        TIMES.forEach(this::written);
        List<String> readings = rows("select metric, measured_at, value, unit, quality, received_at from reading");
        List<String> reports =
                rows("select global_index, event_identifier, aggregate_identifier, sequence_number, type,"
                        + " time_stamp, payload_type, payload_revision, payload, meta_data from telemetry_event");
        assertThat(readings).hasSize(4);

        flyway().load().migrate();

        assertThat(rows("select metric, measured_at, value, unit, quality, received_at from reading"))
                .isEqualTo(readings);
        assertThat(rows("select global_index, event_identifier, aggregate_identifier, sequence_number, type,"
                        + " time_stamp, payload_type, payload_revision, payload, meta_data from telemetry_event"))
                .isEqualTo(reports);
        assertThat(rows("select distinct tenant_id from telemetry_event")).containsExactly("(" + TENANT + ")");
        assertThat(rows("select tableoid::regclass, count(*) from telemetry_event group by 1"))
                .containsExactlyInAnyOrder(
                        "(telemetry_event_202512,1)", "(telemetry_event_202601,2)", "(telemetry_event_202603,1)");
        assertThat(jdbc.sql("insert into telemetry_event (tenant_id, event_identifier, aggregate_identifier,"
                                + " sequence_number, time_stamp, payload_type, payload, meta_data)"
                                + " values (?, 'next', 'next', 0, '', '', '', '') returning global_index")
                        .param(TENANT)
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void theyAreInTheirBuckets() {
        flyway().target("7").load().migrate();
        TIMES.forEach(this::written);

        flyway().load().migrate();

        assertThat(rows(
                        "select minutes, to_char(start at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), minimum, maximum, total,"
                                + " count from reading_bucket"))
                .containsExactlyInAnyOrder(
                        "(5,\"2025-12-31 23:55\",0.1,0.1,0.1,1)",
                        "(30,\"2025-12-31 23:30\",0.1,0.1,0.1,1)",
                        "(120,\"2025-12-31 22:00\",0.1,0.1,0.1,1)",
                        "(1440,\"2025-12-31 00:00\",0.1,0.1,0.1,1)",
                        "(5,\"2026-01-01 00:00\",0.1,0.1,0.2,2)",
                        "(30,\"2026-01-01 00:00\",0.1,0.1,0.2,2)",
                        "(120,\"2026-01-01 00:00\",0.1,0.1,0.2,2)",
                        "(1440,\"2026-01-01 00:00\",0.1,0.1,0.2,2)",
                        "(5,\"2026-03-15 12:00\",0.1,0.1,0.1,1)",
                        "(30,\"2026-03-15 12:00\",0.1,0.1,0.1,1)",
                        "(120,\"2026-03-15 12:00\",0.1,0.1,0.1,1)",
                        "(1440,\"2026-03-15 00:00\",0.1,0.1,0.1,1)");
        assertThat(
                        rows(
                                "select minutes, metric, sum(total), sum(count), sum(devices) from tenant_bucket group by 1, 2"))
                .containsExactlyInAnyOrder(
                        "(30,temperature,0.4,4,3)", "(120,temperature,0.4,4,3)", "(1440,temperature,0.4,4,3)");
    }

    @Test
    void anEmptyPlatformBeginsAtTheBeginning() {
        flyway().load().migrate();

        assertThat(rows("select nextval(pg_get_serial_sequence('telemetry_event', 'global_index'))"))
                .containsExactly("(1)");
    }

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(database)
                .placeholders(Map.of("runtimeRole", "atalaya_runtime", "applicationUser", ""));
    }

    private void written(String time) {
        jdbc.sql("insert into reading (tenant_id, device_id, metric, measured_at, value, unit, quality, received_at)"
                        + " values (?, ?, 'temperature', ?::timestamptz, 0.1, '°C', 100, ?::timestamptz)")
                .params(TENANT, DEVICE, time, time)
                .update();
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into telemetry_event (event_identifier, aggregate_identifier, sequence_number, type,"
                        + " time_stamp, payload_type, payload_revision, payload, meta_data) values (?, ?, 0, null, ?,"
                        + " 'io.atalaya.contract.telemetry.event.ReadingsRecorded', '1',"
                        + " convert_to(json_build_object('tenantId', ?::text)::text, 'UTF8'), '{}')")
                .params(id, id, time, TENANT.toString())
                .update();
    }

    /** Each row as text, in order. */
    private List<String> rows(String sql) {
        return jdbc.sql("select row_text from (select rows::text as row_text from (" + sql + ") as rows) as texts"
                        + " order by row_text")
                .query(String.class)
                .list();
    }
}
