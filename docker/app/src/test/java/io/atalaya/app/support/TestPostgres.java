package io.atalaya.app.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One PostgreSQL for all tests of this JVM, with a fresh database for whoever asks. Not durable: it is thrown away. */
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /** @return JDBC URL of a new database with all tables, which are empty */
    public static String freshDatabase() {
        return database("template " + Migrated.NAME);
    }

    /** @return JDBC URL of a new database without anything, for tests of migrations and first starts */
    public static String emptyDatabase() {
        return database("");
    }

    private static String database(String copied) {
        String name = "test_" + DATABASES.incrementAndGet();
        administer("create database " + name + " " + copied);
        return url(name);
    }

    private static String url(String name) {
        return "jdbc:postgresql://localhost:" + Server.INSTANCE.getPort() + "/" + name + "?user=postgres";
    }

    private static void administer(String sql) {
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("Failed: " + sql, failure);
        }
    }

    /** Ends all connections to a database, and lets none be opened. */
    public static void refuseConnections(String url) {
        administer("alter database " + name(url) + " allow_connections false");
        administer("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name(url) + "'");
    }

    public static void acceptConnections(String url) {
        administer("alter database " + name(url) + " allow_connections true");
    }

    private static String name(String url) {
        return url.replaceAll(".*/([^/?]+)\\?.*", "$1");
    }

    /** A new database with all tables, for tests that need no node. */
    public static DataSource migratedDatabase() {
        return new DriverManagerDataSource(freshDatabase());
    }

    /** The migrations, for tests that stop at one of them. */
    public static FluentConfiguration migrations(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .placeholders(Map.of("runtimeRole", "atalaya_runtime", "applicationUser", ""));
    }

    /** Migrated once and copied for each test that needs it: a copy costs a tenth. */
    private static final class Migrated {
        static final String NAME = migrate();

        private static String migrate() {
            String name = "migrated";
            administer("create database " + name);
            migrations(new DriverManagerDataSource(url(name))).load().migrate();
            return name;
        }
    }

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
