package io.atalaya.app.operations;

import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.kernel.access.TenantScope;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Builds read models of a node anew, as staff does, and looks at what comes of it. */
final class Rebuilds {
    /** So that a node that was killed is missed within a second. */
    static final Map<String, String> SCHEDULER = Map.of(
            "db-scheduler.polling-interval", "100ms",
            "db-scheduler.heartbeat-interval", "200ms");

    private final Node node;
    private final String database;
    private final Api staff;

    Rebuilds(Node node, String database) {
        this.node = node;
        this.database = database;
        this.staff = node.api().logInAsAdmin();
    }

    Api staff() {
        return staff;
    }

    /** As it has ended. */
    JsonNode rebuilt(String processor, boolean checkOnly) {
        staff.post("/api/v1/admin/processors/" + processor + "/rebuild?checkOnly=" + checkOnly, null)
                .expect(202);
        return awaitEnd(processor);
    }

    JsonNode awaitEnd(String processor) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> processor(processor).path("rebuild"),
                        rebuild -> !rebuild.path("phase").asString().equals("RUNNING"));
    }

    JsonNode processor(String name) {
        return processors()
                .filter(processor -> processor.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Stream<JsonNode> processors() {
        JsonNode processors =
                staff.get("/api/v1/admin/processors").expect(200).json().path("items");
        return StreamSupport.stream(processors.spliterator(), false);
    }

    Map<String, String> digests() {
        Map<String, String> all = new TreeMap<>();
        ReadModelTables.OF.keySet().forEach(processor -> all.putAll(digests(processor)));
        return all;
    }

    Map<String, String> digests(String processor) {
        return ReadModelTables.of(processor, true).stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> node.jdbc()
                                .sql("select coalesce(md5(string_agg(t::text, '' order by t::text)), 'empty') from "
                                        + table + " t")
                                .query(String.class)
                                .single()));
    }

    /** Whoever builds the read model cannot put it in place as long as this transaction lasts. */
    Connection beforeItGoesLive(String processor) throws SQLException {
        Connection connection = DriverManager.getConnection(database);
        connection.setAutoCommit(false);
        try (PreparedStatement lock =
                connection.prepareStatement("select 1 from token_entry where processor_name = ? for update")) {
            lock.setString(1, processor);
            lock.execute();
        }
        return connection;
    }

    void everyTenant(Runnable work) {
        TenantScope.everyTenant(() -> {
            node.bean(TransactionTemplate.class).executeWithoutResult(status -> work.run());
            return true;
        });
    }
}
