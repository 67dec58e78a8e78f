package io.atalaya.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Rows that were written before read models knew sites get theirs from the directory. */
class SiteMigrationTest {
    private static final UUID TENANT = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID KITCHEN = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID CELLAR = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    private static final UUID ASSET = UUID.fromString("00000000-0000-0000-0000-0000000000aa");

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestPostgres.emptyDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void alertsTicketsAndRulesStandWhereTheirDevicesAndAssetsDo() {
        World world = World.on(Node.shared());
        UUID device = UUID.fromString(world.device().id());
        UUID homeless = UUID.fromString(world.device().id());
        TestPostgres.migrations(database).target("5?").load().migrate();
        stands("DEVICE", device, CELLAR);
        stands("DEVICE", homeless, null);
        stands("ASSET", ASSET, KITCHEN);
        UUID alert = alert(device);
        UUID homelessAlert = alert(homeless);
        UUID byDevice = ticket(device, ASSET);
        UUID byAsset = ticket(homeless, ASSET);
        UUID aboutNothing = ticket(null, null);
        UUID deviceRule = rule(world.rule(Map.of("deviceId", device.toString())));
        UUID homelessRule = rule(world.rule(Map.of("deviceId", homeless.toString())));
        UUID tenantRule = rule(world.rule(Map.of()));

        TestPostgres.migrations(database).load().migrate();

        assertThat(site("alert_view", alert)).isEqualTo(CELLAR);
        assertThat(site("alert_view", homelessAlert)).isNull();
        assertThat(site("ticket_view", byDevice)).isEqualTo(CELLAR);
        assertThat(site("ticket_view", byAsset)).isEqualTo(KITCHEN);
        assertThat(site("ticket_view", aboutNothing)).isNull();
        assertThat(site("rule_view", deviceRule)).isEqualTo(CELLAR);
        assertThat(site("rule_view", homelessRule)).isNull();
        assertThat(jdbc.sql("select id from rule_view where tenant_wide")
                        .query(UUID.class)
                        .list())
                .containsExactly(tenantRule);
    }

    private void stands(String kind, UUID id, @Nullable UUID site) {
        jdbc.sql("insert into directory_entry (tenant_id, kind, id, site_id) values (?, ?, ?, ?)")
                .params(TENANT, kind, id)
                .param(site)
                .update();
    }

    private UUID alert(UUID device) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into alert_view (id, tenant_id, position, type, severity, status, condition, handling,"
                        + " device_id, rule_id, message, value, threshold, occurrences, raised_at, last_triggered_at,"
                        + " escalation_level) values (?, ?, 1, 'HIGH_TEMP', 'INFO', 'ACTIVE', 'ACTIVE',"
                        + " 'UNACKNOWLEDGED', ?, gen_random_uuid(), '', 9, 8, 1, now(), now(), 0)")
                .params(id, TENANT, device)
                .update();
        return id;
    }

    private UUID ticket(@Nullable UUID device, @Nullable UUID asset) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "insert into ticket_view (id, tenant_id, position, number, title, priority, status, device_id,"
                                + " asset_id, escalation_level, opened_at) values (?, ?, 1, 1, '', 'LOW', 'NEW', ?, ?, 0, now())")
                .params(id, TENANT)
                .param(device)
                .param(asset)
                .update();
        return id;
    }

    /** As the running system writes its definition. */
    private UUID rule(String live) {
        UUID id = UUID.fromString(live);
        JdbcClient system = Node.shared().jdbc();
        String definition = await().until(
                        () -> system.sql("select definition::text from rule_view where id = ?")
                                .param(id)
                                .query(String.class)
                                .optional(),
                        found -> found.isPresent())
                .orElseThrow();
        jdbc.sql("insert into rule_view (id, tenant_id, position, definition) values (?, ?, 1, ?::jsonb)")
                .params(id, TENANT, definition)
                .update();
        return id;
    }

    private @Nullable UUID site(String view, UUID id) {
        return jdbc.sql("select site_id from " + view + " where id = ?")
                .param(id)
                .query((row, number) -> Optional.ofNullable(row.getObject("site_id", UUID.class)))
                .single()
                .orElse(null);
    }
}
