package io.atalaya.app.support;

import static org.awaitility.Awaitility.await;

import io.atalaya.app.AtalayaApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An Atalaya in a process of its own, which can be killed as the world kills processes. */
public final class ProcessNode implements AutoCloseable {
    /** A test ends before the thorough one would pay off. */
    public static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    /** To start, to do everything once, and to write the cache. */
    private static final int TO_REHEARSE_SECONDS = 240;

    private final Process process;
    private final Path log;
    private final int port;

    private ProcessNode(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts it from the classes under test and waits until it answers. */
    public static ProcessNode start(Path folder, Map<String, String> settings) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return start(folder, settings, List.of(QUICK_COMPILER, "-cp", classPath, AtalayaApplication.class.getName()));
    }

    /** Starts the jar with what a rehearsal has found out, which must fit, and waits until it answers. */
    public static ProcessNode startRehearsedJar(Path jar, Path cache, Path folder, Map<String, String> settings) {
        return start(
                folder,
                settings,
                List.of(
                        QUICK_COMPILER,
                        "-XX:AOTMode=on",
                        "-XX:AOTCache=" + cache,
                        "-jar",
                        jar.toAbsolutePath().toString()));
    }

    /**
     * Has the jar rehearse.
     *
     * @param cache what Java writes meanwhile
     * @return its exit code; -1 if it did not end
     */
    public static int rehearse(Path jar, Path cache, Path folder, int seconds, List<String> javaOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-XX:AOTCacheOutput=" + cache,
                "-jar",
                jar.toAbsolutePath().toString(),
                "rehearse",
                Integer.toString(seconds)));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("rehearsal.log").toFile())
                    .start();
            try {
                return process.waitFor(seconds + TO_REHEARSE_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
            } finally {
                process.destroy();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Starts the jar with the options that we ship and waits until it answers. */
    public static ProcessNode startJar(Path jar, Path jvmOptions, Path folder, Map<String, String> settings) {
        return start(
                folder,
                settings,
                List.of(
                        "@" + jvmOptions.toAbsolutePath(),
                        "-jar",
                        jar.toAbsolutePath().toString()));
    }

    private static ProcessNode start(Path folder, Map<String, String> settings, List<String> application) {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(application);
        command.add("--server.port=" + port);
        Map<String, String> all = new LinkedHashMap<>(Node.LIMITS);
        all.put("atalaya.mqtt.enabled", "false");
        all.putAll(settings);
        all.forEach((name, value) -> command.add("--" + name + "=" + value));
        Path log = folder.resolve("node-" + port + ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            ProcessNode node = new ProcessNode(process, log, port);
            node.awaitAnswer();
            return node;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Api api() {
        return new Api("http://localhost:" + port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As kill -9: no hook runs, nothing is flushed, and an embedded PostgreSQL stays behind. */
    public void kill() {
        process.destroyForcibly();
        waitForExit();
    }

    /** As an operator stops it. */
    @Override
    public void close() {
        process.destroy();
        waitForExit();
    }

    private void waitForExit() {
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The process does not end: " + log());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer() {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("Did not start: " + log());
                    }
                    return answers();
                });
    }

    private boolean answers() {
        try {
            return api().get("/api/v1/health").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** A port that nobody listens on at present. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
