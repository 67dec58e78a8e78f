package io.atalaya.app.bench;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.ProcessNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The packed application as a process of its own, with its own embedded PostgreSQL and its defaults. */
final class Server implements AutoCloseable {
    static final String ADMIN_EMAIL = "admin@bench.example";
    static final String ADMIN_PASSWORD = "correct-horse-battery";

    private final ProcessNode process;
    private final Path folder;
    private final int mqttPort;
    private final double startSeconds;
    private final AtomicLong maxRssKb = new AtomicLong();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rss-watch");
        thread.setDaemon(true);
        return thread;
    });

    private Server(ProcessNode process, Path folder, int mqttPort, double startSeconds) {
        this.process = process;
        this.folder = folder;
        this.mqttPort = mqttPort;
        this.startSeconds = startSeconds;
        watch.scheduleAtFixedRate(() -> maxRssKb.accumulateAndGet(rssKb(), Math::max), 500, 500, TimeUnit.MILLISECONDS);
    }

    static Server start(Path jar, Path jvmOptions, Path folder, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("atalaya.data-dir", folder.resolve("data").toString());
        settings.put("atalaya.demo", "false");
        settings.put("atalaya.admin.email", ADMIN_EMAIL);
        settings.put("atalaya.admin.password", ADMIN_PASSWORD);
        int mqttPort = ProcessNode.freePort();
        settings.put("atalaya.mqtt.enabled", "true");
        settings.put("atalaya.mqtt.port", Integer.toString(mqttPort));
        settings.putAll(more);
        long begin = System.nanoTime();
        ProcessNode process = ProcessNode.startJar(jar, jvmOptions, folder, settings);
        return new Server(process, folder, mqttPort, (System.nanoTime() - begin) / 1e9);
    }

    Api api() {
        return process.api();
    }

    int port() {
        return process.port();
    }

    int mqttPort() {
        return mqttPort;
    }

    double startSeconds() {
        return startSeconds;
    }

    /** The most that the process has held of main memory since it was last asked, in MiB. */
    double takeMaxRssMb() {
        return maxRssKb.getAndSet(rssKb()) / 1024.0;
    }

    /** What of the heap is in use, in MiB, after all that is not has been collected. */
    double liveHeapMb() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process histogram = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader lines = histogram.inputReader(StandardCharsets.UTF_8)) {
                String total = lines.lines()
                        .filter(line -> line.startsWith("Total"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("jcmd does not tell of the heap"));
                return Long.parseLong(total.strip().split(" +")[2]) / 1024.0 / 1024.0;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As the owner of the embedded PostgreSQL, beyond row-level security. */
    DriverManagerDataSource database(String name) {
        try {
            Path data = folder.resolve("data");
            List<String> pid = postmasterFile();
            String password =
                    Files.readString(data.resolve("postgresql.password")).strip();
            return new DriverManagerDataSource(
                    "jdbc:postgresql://127.0.0.1:" + pid.get(3).strip() + "/" + name, "postgres", password);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private long rssKb() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** As the world kills processes. */
    void kill() {
        process.kill();
    }

    /** The postmaster and all its children, at once. */
    void killDatabase() {
        long postmaster = Long.parseLong(postmasterFile().getFirst().strip());
        ProcessHandle main = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> children = main.descendants().toList();
        main.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private List<String> postmasterFile() {
        try {
            return Files.readAllLines(
                    folder.resolve("data").resolve("postgresql").resolve("postmaster.pid"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        process.close();
    }
}
