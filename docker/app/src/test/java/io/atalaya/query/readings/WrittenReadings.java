package io.atalaya.query.readings;

import io.atalaya.app.support.TestPostgres;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.TenantId;
import io.atalaya.query.energy.SomeMeters;
import io.atalaya.query.series.SomeBuckets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables of readings in a database of their own, and what writes them. */
final class WrittenReadings {
    private static final List<String> TABLES =
            List.of("reading", "reading_latest", "reading_bucket", "tenant_bucket", "device_seen");

    private final DataSource database = TestPostgres.migratedDatabase();
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(database);
    private final TransactionTemplate transaction = new TransactionTemplate(transactions);
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final ReadingsWriter writer = new ReadingsWriter(
            jdbc,
            new ReadingPartitions(JdbcClient.create(database), transactions),
            SomeBuckets.on(jdbc),
            SomeMeters.on(jdbc));

    /** As a batch of the projection does it. */
    void save(List<ReadingsRecorded> batch) {
        transaction.executeWithoutResult(status -> writer.save(batch));
    }

    void clear() {
        transaction.executeWithoutResult(status -> writer.clear());
    }

    JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    DataSource database() {
        return database;
    }

    /** Every column of every row, by table. */
    Map<String, List<String>> rows() {
        return rows(jdbc());
    }

    /** As the application sees them when it serves that tenant. */
    Map<String, List<String>> rowsFor(TenantId tenantId) {
        return transaction.execute(status -> {
            JdbcClient client = jdbc();
            client.sql("set local role atalaya_runtime").update();
            client.sql("select set_config('atalaya.tenant', :tenant, true)")
                    .param("tenant", tenantId.toString())
                    .query()
                    .singleValue();
            return rows(client);
        });
    }

    private static Map<String, List<String>> rows(JdbcClient client) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        TABLES.forEach(table -> rows.put(
                table,
                client.sql("select t::text as row_text from " + table + " t order by row_text")
                        .query(String.class)
                        .list()));
        return rows;
    }
}
