package io.atalaya.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.TestPostgres;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Rules of one condition, and what was known by them, are still there when rules have several. */
class RulesMigrationTest {
    private static final String FLAT = "{\"name\": \"Too warm\", \"type\": \"HIGH_TEMP\", \"metric\": \"temperature\","
            + " \"comparison\": \"GT\", \"threshold\": 8.0, \"hysteresis\": 0.5, \"severity\": \"CRITICAL\","
            + " \"scope\": {\"deviceType\": \"FREEZER\"}}";

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestPostgres.emptyDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final UUID tenant = UUID.randomUUID();
    private final UUID rule = UUID.randomUUID();
    private final UUID device = UUID.randomUUID();

    @Test
    void whatWasKnownByRulesOfOneConditionStaysKnown() {
        TestPostgres.migrations(database).target("13").load().migrate();
        insert("rule_book_rule (rule_id, tenant_id, definition) values (?, ?, cast(? as jsonb))", rule, tenant, FLAT);
        insert(
                "rule_view (id, tenant_id, position, definition) values (?, ?, 1, cast(? as jsonb))",
                rule,
                tenant,
                FLAT);
        insert("rule_book_device (device_id, tenant_id, type) values (?, ?, 'FREEZER')", device, tenant);
        insert(
                "device_view (id, tenant_id, position, name, type, details, registered_at, status_since)"
                        + " values (?, ?, 2, 'F', 'FREEZER', '{\"config\": {\"energy_threshold\": 40, \"x\": \"y\"}}',"
                        + " now(), now())",
                device,
                tenant);
        insert(
                "reading_latest (tenant_id, device_id, metric, measured_at, value, quality, received_at)"
                        + " values (?, ?, 'temperature', '2026-03-01T08:00:00Z', 9, 100, now())",
                tenant,
                device);
        insert(
                "evaluation_condition (tenant_id, rule_id, device_id, state, since, last_measured_at, alert_id)"
                        + " values (?, ?, ?, 'BREACHED', '2026-03-01T07:00:00Z', '2026-03-01T08:00:00Z', ?)",
                tenant,
                rule,
                device,
                UUID.randomUUID());

        TestPostgres.migrations(database).load().migrate();

        assertThat(text("select definition ->> 'conditions' from rule_book_rule"))
                .isEqualTo(text("select definition ->> 'conditions' from rule_view"))
                .contains("\"threshold\": 8.0");
        assertThat(text("select definition ->> 'enabled' from rule_book_rule")).isEqualTo("true");
        assertThat(text("select definition ->> 'metric' from rule_book_rule")).isNull();
        assertThat(text("select device_type || severity || metrics[1] || revision || enabled from rule_view"))
                .isEqualTo("FREEZERCRITICALtemperature1true");
        assertThat(text("select numbers from rule_book_device")).isEqualTo("{\"energy_threshold\": 40}");
        assertThat(text("select standing #>> '{values,temperature,value}' from evaluation_condition"))
                .isEqualTo("9");
        assertThat(text("select alert_open from evaluation_condition")).isEqualTo("t");
        assertThat(text("select base ->> 'state' from evaluation_condition")).isEqualTo("BREACHED");
    }

    private void insert(String row, Object... values) {
        jdbc.sql("insert into " + row).params(values).update();
    }

    private @Nullable String text(String query) {
        return jdbc.sql(query).query(String.class).optional().orElse(null);
    }
}
