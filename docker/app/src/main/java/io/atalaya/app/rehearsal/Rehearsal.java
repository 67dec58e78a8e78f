package io.atalaya.app.rehearsal;

import io.atalaya.app.database.EarlyDatabaseStart;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * {@code java -XX:AOTCacheOutput=atalaya.aot -jar atalaya.jar rehearse [SECONDS]}: starts the application with a PostgreSQL
 * of its own in a folder that is deleted afterwards, reports to it, commands and asks it as devices and people do, and
 * ends. Java then writes down which classes were needed and what was worth compiling (JEP 514, JEP 515); a process that is
 * started with {@code -XX:AOTCache=atalaya.aot} begins with that knowledge. The cache belongs to this very jar and this very
 * Java.
 */
public final class Rehearsal {
    public static final String COMMAND = "rehearse";

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final String USAGE = "Usage: java -XX:AOTCacheOutput=FILE -jar atalaya.jar rehearse [SECONDS]";
    private static final Duration USUALLY = Duration.ofSeconds(60);
    private static final Duration LONGER_THAN_ANY = Duration.ofHours(3);
    private static final String EMAIL = "rehearsal@example.com";
    private static final String HOST = "127.0.0.1";
    /** What leads to other servers: databases, brokers, issuers, mail. */
    private static final List<String> OF_THE_WORLD = List.of(
            "spring.datasource.url",
            "spring.datasource.jndi-name",
            "spring.datasource.hikari.jdbc-url",
            "spring.flyway.url",
            "spring.flyway.user",
            "spring.mail.host",
            "atalaya.mqtt.external.url",
            "atalaya.oidc.issuer-uri");
    /** More than can be asked for. */
    private static final String NO_LIMIT = "1000000000/PT1H";

    private Rehearsal() {}

    /**
     * @param application not yet started
     * @param arguments without the command's name
     * @return exit code: 0 if all went as it should, 1 if something did not, 2 if the arguments make no sense
     */
    public static int run(SpringApplication application, List<String> arguments, PrintStream out) {
        if (arguments.size() > 1 || !arguments.stream().allMatch(argument -> argument.matches("[1-9]\\d{0,3}"))) {
            out.println(USAGE);
            return MISUSED;
        }
        Duration time = arguments.isEmpty() ? USUALLY : Duration.ofSeconds(Integer.parseInt(arguments.getFirst()));
        application.addInitializers(Rehearsal::refuseTheWorld, new EarlyDatabaseStart());
        try {
            Path folder = Files.createTempDirectory("atalaya-rehearsal");
            try {
                rehearse(application, folder, time);
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException | RuntimeException failure) {
            out.println("The rehearsal failed: " + failure.getMessage());
            return FAILED;
        }
        out.println("The rehearsal has ended.");
        return DONE;
    }

    /** A rehearsal creates tenants and devices, and would take reports from others' devices for those of nobody. */
    private static void refuseTheWorld(ConfigurableApplicationContext context) {
        for (String property : OF_THE_WORLD) {
            if (context.getEnvironment().containsProperty(property)) {
                throw new IllegalStateException(
                        "Rehearse without " + property + ": nobody else's servers are for that");
            }
        }
    }

    private static void rehearse(SpringApplication application, Path folder, Duration time) throws IOException {
        String password = UUID.randomUUID().toString();
        int mqttPort = freePort();
        try (ConfigurableApplicationContext context = application.run(
                "--server.address=" + HOST,
                "--server.port=0",
                "--atalaya.data-dir=" + folder.resolve("data"),
                "--atalaya.demo=false",
                "--atalaya.admin.email=" + EMAIL,
                "--atalaya.admin.password=" + password,
                "--atalaya.tokens.access-token=" + LONGER_THAN_ANY,
                "--atalaya.mqtt.enabled=true",
                "--atalaya.mqtt.bind-address=" + HOST,
                "--atalaya.mqtt.port=" + mqttPort,
                "--atalaya.limits.per-key=" + NO_LIMIT,
                "--atalaya.limits.per-user=" + NO_LIMIT)) {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            try (Caller caller = new Caller(HOST, port)) {
                new Cast(caller.logIn(EMAIL, password), HOST, mqttPort, context.getBean(Clock.class)).play(time);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
