package io.atalaya.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.TenantScope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The second layer: PostgreSQL itself shows a tenant nothing of another, even if our own statements would. */
class RowLevelSecurityTest {
    private static final List<String> LISTS = List.of(
            "/api/v1/devices",
            "/api/v1/sites",
            "/api/v1/assets",
            "/api/v1/rules",
            "/api/v1/alerts",
            "/api/v1/tickets",
            "/api/v1/maintenance-windows",
            "/api/v1/api-keys",
            "/api/v1/notification-channels",
            "/api/v1/notifications",
            "/api/v1/audit/events");
    private static final Forgetful FORGETFUL = new Forgetful();

    private static Node node;
    private static World mine;
    private static World theirs;
    private static Lived theirLife;

    @BeforeAll
    static void twoTenantsWithALife() {
        node = Node.start(TestPostgres.freshDatabase(), Map.of("atalaya.alerting.escalate-after", "PT0.1S"), FORGETFUL);
        mine = World.on(node);
        theirs = World.on(node);
        live(mine);
        theirLife = live(theirs);
        node.awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void eachTableWithATenantIsProtectedAndThereAreNoOthersToForget() {
        assertThat(tables("")).hasSizeGreaterThan(15).isEqualTo(tables(" and relrowsecurity and relforcerowsecurity"));
    }

    @Test
    void aTenantSeesNothingOfAnotherInAnyTable() {
        assertThat(ofOthers(node.jdbc()).values()).filteredOn(rows -> rows > 0).hasSizeGreaterThan(12);
        assertThat(asMine(() -> ofOthers(node.bean(JdbcClient.class))).values()).containsOnly(0L);
        assertThat(asMine(() -> node.bean(JdbcClient.class)
                        .sql("select count(*) from audit_event")
                        .query(Long.class)
                        .single()))
                .isPositive();
    }

    /** No policy of its own would keep the application from reading it. */
    @Test
    void aPartitionIsReachedThroughItsTableOnly() {
        List<String> partitions = node.jdbc()
                .sql("select inhrelid::regclass::text from pg_inherits where inhparent in"
                        + " ('reading'::regclass, 'telemetry_event'::regclass)")
                .query(String.class)
                .list();
        assertThat(partitions)
                .hasSizeGreaterThan(4)
                .allSatisfy(partition -> assertThatThrownBy(() -> asMine(() -> node.bean(JdbcClient.class)
                                .sql("select count(*) from " + partition)
                                .query(Long.class)
                                .single()))
                        .hasRootCauseMessage("ERROR: permission denied for table " + partition));
    }

    @Test
    void aStatementOutsideAnyTransactionSeesNobody() {
        JdbcClient application = node.bean(JdbcClient.class);
        for (String table : tables("")) {
            assertThat(application
                            .sql("select count(*) from " + table)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void aTenantCannotWriteForAnother() {
        JdbcClient application = node.bean(JdbcClient.class);
        assertThatThrownBy(() -> asMine(() -> application
                        .sql("insert into ticket_number (tenant_id, last) values (gen_random_uuid(), 1)")
                        .update()))
                .rootCause()
                .hasMessageContaining("row-level security");
        assertThat(asMine(() -> application
                        .sql("update device_view set name = 'taken' where tenant_id = cast(? as uuid)")
                        .param(theirs.tenantId())
                        .update()))
                .isZero();
    }

    @Test
    void whatHasHappenedCannotBeChanged() {
        JdbcClient application = node.bean(JdbcClient.class);
        for (String log : List.of("domain_event", "telemetry_event", "audit_link", "audit_checkpoint")) {
            for (String change : List.of(
                    "update " + log + " set " + (log.startsWith("audit") ? "hash" : "type") + " = ''",
                    "delete from " + log,
                    "truncate " + log,
                    "drop table " + log)) {
                assertThatThrownBy(() -> TenantScope.everyTenant(
                                () -> application.sql(change).update()))
                        .as(change)
                        .rootCause()
                        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
            }
        }
    }

    @Test
    void withoutOurOwnFilterStillNothingOfAnotherTenantIsFound() {
        Api owner = mine.owner();
        FORGETFUL.forget(true);
        try {
            for (String path : theirLife.paths()) {
                owner.get(path).expect(404);
            }
            for (String list : LISTS) {
                assertThat(owner.get(list).expect(200).response().body())
                        .as(list)
                        .contains("\"items\":[{")
                        .doesNotContain(theirs.tenantId())
                        .doesNotContain(theirLife.deviceId())
                        .doesNotContain(theirLife.alertId());
            }
        } finally {
            FORGETFUL.forget(false);
        }
    }

    @Test
    void withoutEitherLayerItWouldBeFound() {
        JdbcClient owner = node.jdbc();
        owner.sql("alter table alert_view disable row level security").update();
        FORGETFUL.forget(true);
        try {
            assertThat(mine.owner().get("/api/v1/alerts").expect(200).response().body())
                    .contains(theirLife.alertId());
        } finally {
            FORGETFUL.forget(false);
            owner.sql("alter table alert_view enable row level security").update();
        }
    }

    @Test
    void whoeverIsBeyondItIsNotLetToWork() {
        Map<String, Object> asSuperuser = Map.of("spring.datasource.hikari.connection-init-sql", "select 1");
        assertThatThrownBy(() -> Node.start(TestPostgres.freshDatabase(), asSuperuser))
                .hasMessageContaining("row-level security does not hold");
    }

    private static Lived live(World world) {
        World.Device device = world.device();
        world.owner().post("/api/v1/sites", Map.of("name", "Site")).expect(201);
        world.owner()
                .post("/api/v1/assets", Map.of("name", "A", "type", "COLD_CELL"))
                .expect(201);
        Instant now = node.bean(Clock.class).instant();
        world.owner()
                .post(
                        "/api/v1/maintenance-windows",
                        Map.of("from", now.plusSeconds(3600), "to", now.plusSeconds(7200), "reason", "R"))
                .expect(201);
        String channel = world.owner()
                .post("/api/v1/notification-channels", Map.of("name", "Mail", "type", "EMAIL"))
                .expect(201)
                .text("id");
        world.owner()
                .post("/api/v1/notification-channels/" + channel + "/test", null)
                .expect(200);
        world.tooWarmRule(device);
        device.report(9).expect(202);
        String alert = world.awaitAlert(device, "ACTIVE").path("id").asString();
        String ticket =
                await().until(() -> world.owner().get("/api/v1/alerts/" + alert).text("ticketId"), id -> !id.isEmpty());
        await().until(() -> world.owner().get("/api/v1/tickets/" + ticket).status() == 200);
        return new Lived(device.id(), alert, ticket);
    }

    private static <R> R asMine(Supplier<R> work) {
        TransactionTemplate transaction = node.bean(TransactionTemplate.class);
        return TenantScope.tenant(TenantId.of(mine.tenantId()), () -> transaction.execute(status -> work.get()));
    }

    /** Rows of others that each table holds, as the application sees them on behalf of a tenant. */
    private static Map<String, Long> ofOthers(JdbcClient jdbc) {
        Map<String, Long> rows = new TreeMap<>();
        for (String table : tables("")) {
            // The rows of the list of tenants belong to the platform.
            String column = table.equals("tenant_view") ? "id" : "tenant_id";
            rows.put(
                    table,
                    jdbc.sql("select count(*) from " + table + " where " + column + "::text <> '" + mine.tenantId()
                                    + "'")
                            .query(Long.class)
                            .single());
        }
        return rows;
    }

    private static List<String> tables(String condition) {
        return node.jdbc()
                .sql("select relname from pg_class join pg_attribute on attrelid = pg_class.oid"
                        + " where relkind in ('r', 'p') and not relispartition and attname = 'tenant_id'" + condition
                        + " order by relname")
                .query(String.class)
                .list();
    }

    private record Lived(String deviceId, String alertId, String ticketId) {
        List<String> paths() {
            return List.of(
                    "/api/v1/devices/" + deviceId,
                    "/api/v1/devices/" + deviceId + "/readings/latest",
                    "/api/v1/devices/" + deviceId + "/readings",
                    "/api/v1/alerts/" + alertId,
                    "/api/v1/tickets/" + ticketId);
        }
    }

    /** Makes the application forget, in all that it reads, which tenant it is about. */
    private static final class Forgetful
            implements ApplicationContextInitializer<ConfigurableApplicationContext>, BeanPostProcessor {
        private static final Pattern FILTER = Pattern.compile("(\\w+\\.)?tenant_id\\s*=\\s*\\?");
        private volatile boolean forgets;

        void forget(boolean tenants) {
            forgets = tenants;
        }

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getBeanFactory().addBeanPostProcessor(this);
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource pool ? new Pool(pool) : bean;
        }

        private String without(String sql) {
            return forgets && sql.startsWith("select") ? FILTER.matcher(sql).replaceAll("($0 or true)") : sql;
        }

        private final class Pool extends DelegatingDataSource {
            Pool(DataSource pool) {
                super(pool);
            }

            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")) {
                                arguments[0] = without((String) arguments[0]);
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException failure) {
                                throw failure.getCause();
                            }
                        });
            }
        }
    }
}
