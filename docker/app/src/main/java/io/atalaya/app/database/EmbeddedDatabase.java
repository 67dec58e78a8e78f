package io.atalaya.app.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own, for a start without any installation. It is a real one: what is committed is on the disk
 * (fsync, synchronous_commit and full_page_writes on), and a second start finds everything, even after kill -9 of the
 * application, which leaves the database server running. It listens on the loopback address only and asks for a password
 * that is random and kept beside the data.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String USER = "postgres";
    private static final String DATABASE = "postgres";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final int STOP_TIMEOUT_S = 20;
    private static final int BURIAL_TIMEOUT_S = 5;

    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /** @param directory created if absent; one server at a time may use it */
    public static EmbeddedDatabase start(Path directory) {
        try {
            Path home = directory.toAbsolutePath().normalize();
            Path data = home.resolve("postgresql");
            Path ready = home.resolve("postgresql.ready");
            Files.createDirectories(home);
            String password = password(home.resolve("postgresql.password"));
            boolean first = !Files.exists(ready);
            if (first) {
                deleteUnfinished(data);
            } else {
                stopLeftOver(data);
            }
            EmbeddedDatabase database = new EmbeddedDatabase(startTwice(home, data, password, first), password);
            if (first) {
                database.closeDoors(data);
                Files.createFile(ready);
            }
            return database;
        } catch (IOException failure) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start in " + directory, failure);
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            log.error("The embedded PostgreSQL did not stop; the next start will see to it", failure);
        }
    }

    /** What a killed server's processes still hold for a moment keeps a new one from starting. */
    private static EmbeddedPostgres startTwice(Path home, Path data, String password, boolean first)
            throws IOException {
        try {
            return server(home, data, password, first);
        } catch (IOException failure) {
            log.warn("The embedded PostgreSQL did not start; trying once more", failure);
            return server(home, data, password, first);
        }
    }

    private static EmbeddedPostgres server(Path home, Path data, String password, boolean first) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(home.resolve("postgresql-binaries").toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_TIMEOUT)
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("wal_compression", "on");
        if (!first) {
            builder.setConnectConfig("password", password);
        }
        return builder.start();
    }

    /** The server is initialised trusting everybody on this machine; from now on it asks for the password. */
    private void closeDoors(Path data) throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role " + USER + " password '" + password + "'");
            Files.write(
                    data.resolve("pg_hba.conf"),
                    List.of(
                            "host all all 127.0.0.1/32 scram-sha-256",
                            "host all all ::1/128 scram-sha-256",
                            "local all all scram-sha-256"),
                    StandardOpenOption.TRUNCATE_EXISTING);
            statement.execute("select pg_reload_conf()");
        } catch (SQLException failure) {
            throw new IOException("The embedded PostgreSQL could not be secured", failure);
        }
    }

    private static String password(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, password);
        return password;
    }

    /** A first start that did not get to its end has stored nothing yet: begin again. */
    private static void deleteUnfinished(Path data) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        stopLeftOver(data);
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A server that has outlived its application still holds the data; nobody else can use them until it has stopped. */
    private static void stopLeftOver(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> leftOver = lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        if (leftOver.isEmpty()) {
            return;
        }
        Optional<String> command = leftOver.get().info().command();
        if (command.isEmpty()) {
            // Killed and not yet buried, perhaps: PostgreSQL would take it for a running server and not start.
            leftOver.get()
                    .onExit()
                    .completeOnTimeout(leftOver.get(), BURIAL_TIMEOUT_S, TimeUnit.SECONDS)
                    .join();
        } else if (Path.of(command.get()).getFileName().toString().startsWith("postgres")) {
            log.info(
                    "Stopping the PostgreSQL that an earlier run has left behind (pid {})",
                    leftOver.get().pid());
            leftOver.get().destroy();
            await(leftOver.get());
        }
    }

    private static void await(ProcessHandle server) throws IOException {
        try {
            server.onExit().get(STOP_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the left-over PostgreSQL was stopping", interrupted);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException("The left-over PostgreSQL (pid " + server.pid() + ") does not stop", failure);
        }
    }
}
