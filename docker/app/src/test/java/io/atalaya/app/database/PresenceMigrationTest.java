package io.atalaya.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.TestPostgres;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Devices that were registered before their uptime was kept get the time of their registration from the log. */
class PresenceMigrationTest {
    private final DriverManagerDataSource database = new DriverManagerDataSource(TestPostgres.emptyDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void devicesAreOfflineSinceTheirRegistration() {
        TestPostgres.migrations(database).target("8?").load().migrate();
        UUID device = UUID.randomUUID();
        long position = jdbc.sql("insert into domain_event (event_identifier, aggregate_identifier, sequence_number,"
                        + " time_stamp, payload_type, payload, meta_data)"
                        + " values ('e', ?, 0, '2026-03-01T08:00:00.123456Z', 'DeviceRegistered', '', '')"
                        + " returning global_index")
                .param(device.toString())
                .query(Long.class)
                .single();
        jdbc.sql("insert into device_view (id, tenant_id, position, name, type, details)"
                        + " values (?, gen_random_uuid(), ?, 'Freezer', 'THERMOMETER', '{}')")
                .params(device, position)
                .update();

        TestPostgres.migrations(database).load().migrate();

        Instant registered = Instant.parse("2026-03-01T08:00:00.123456Z");
        for (String column : new String[] {"registered_at", "status_since"}) {
            assertThat(jdbc.sql("select " + column + " from device_view where not online")
                            .query(OffsetDateTime.class)
                            .single()
                            .toInstant())
                    .as(column)
                    .isEqualTo(registered);
        }
    }
}
