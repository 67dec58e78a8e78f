package io.atalaya.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.TestPostgres;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What depends on what is read from the log, for devices and tickets that were there before it was kept. */
class InventoryMigrationTest {
    private static final UUID TENANT = UUID.randomUUID();

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestPostgres.emptyDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void devicesKeepTheirAssetAndGatewayAndOpenTicketsTheirAsset() {
        TestPostgres.migrations(database).target("13?").load().migrate();
        UUID device = UUID.randomUUID();
        UUID asset = UUID.randomUUID();
        UUID gateway = UUID.randomUUID();
        event(
                device,
                0,
                "device.event.DeviceRegistered",
                "{\"details\": {\"assetId\": \"" + asset + "\", \"parentId\": \"" + gateway + "\"}}");
        jdbc.sql("insert into directory_entry (tenant_id, kind, id) values (?, 'DEVICE', ?)")
                .params(TENANT, device)
                .update();
        UUID open = ticket(asset);
        event(ticket(asset), 1, "ticket.event.TicketClosed", "{}");
        event(ticket(asset), 1, "ticket.event.TicketCancelled", "{}");

        TestPostgres.migrations(database).load().migrate();

        assertThat(jdbc.sql("select id from directory_entry where asset_id = ? and parent_id = ? and not retired")
                        .params(asset, gateway)
                        .query(UUID.class)
                        .list())
                .containsExactly(device);
        assertThat(jdbc.sql("select ticket_id from directory_ticket where tenant_id = ? and asset_id = ?")
                        .params(TENANT, asset)
                        .query(UUID.class)
                        .list())
                .containsExactly(open);
    }

    private UUID ticket(UUID asset) {
        UUID ticket = UUID.randomUUID();
        event(
                ticket,
                0,
                "ticket.event.TicketOpened",
                "{\"tenantId\": \"" + TENANT + "\", \"assetId\": \"" + asset + "\"}");
        return ticket;
    }

    private void event(UUID aggregate, int sequence, String type, String payload) {
        jdbc.sql("insert into domain_event (event_identifier, aggregate_identifier, sequence_number, time_stamp,"
                        + " payload_type, payload, meta_data) values (?, ?, ?, '2026-03-01T08:00:00Z', ?,"
                        + " convert_to(?, 'UTF8'), '')")
                .params(
                        UUID.randomUUID().toString(),
                        aggregate.toString(),
                        sequence,
                        "io.atalaya.contract." + type,
                        payload)
                .update();
    }
}
