package io.atalaya.app.support;

import io.atalaya.app.AtalayaApplication;
import io.atalaya.command.identity.CheapPasswords;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A running Atalaya in this JVM, on a port of its own. Several may share a database. */
public final class Node implements AutoCloseable {
    public static final String ADMIN_EMAIL = "admin@test.example";
    public static final String ADMIN_PASSWORD = "correct-horse-battery";

    private static final Set<String> TELEMETRY_PROCESSORS = Set.of("readings", "evaluation", "presence");

    /** So much that no test ever meets a limit without wanting to; refilled so slowly that each request shows. */
    static final Map<String, String> LIMITS = Map.of(
            "atalaya.limits.per-address", "1000000/P30D",
            "atalaya.limits.per-user", "1000000/P30D",
            "atalaya.limits.per-key", "1000000/P30D",
            "atalaya.limits.authentication", "1000000/P30D",
            "atalaya.limits.mails", "1000000/P30D");

    private final ConfigurableApplicationContext context;

    private final JdbcClient owner;

    private Node(ConfigurableApplicationContext context, String jdbcUrl) {
        this.context = context;
        this.owner = JdbcClient.create(new DriverManagerDataSource(jdbcUrl));
    }

    /** The node that tests share which do not disturb each other: each works in a tenant of its own. */
    public static Node shared() {
        return Shared.INSTANCE;
    }

    /** @param initializers may change the application before it starts */
    @SafeVarargs
    public static Node start(
            String jdbcUrl,
            Map<String, Object> settings,
            ApplicationContextInitializer<ConfigurableApplicationContext>... initializers) {
        SpringApplication application = new SpringApplication(AtalayaApplication.class);
        application.addInitializers(context -> CheapPasswords.in((GenericApplicationContext) context));
        application.addInitializers(initializers);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("server.port", 0);
        all.put("spring.datasource.url", jdbcUrl);
        all.put("spring.datasource.hikari.maximum-pool-size", 16);
        all.put("spring.jpa.hibernate.ddl-auto", "validate");
        all.put("atalaya.admin.email", ADMIN_EMAIL);
        all.put("atalaya.admin.password", ADMIN_PASSWORD);
        all.put("atalaya.alerting.escalate-after", "PT2S");
        all.put("atalaya.mqtt.enabled", false);
        all.put("atalaya.notifications.webhook.plain-http", true);
        all.put("atalaya.notifications.webhook.allowed-networks", "127.0.0.0/8");
        all.put("logging.level.root", "WARN");
        all.putAll(LIMITS);
        all.putAll(settings);
        // PostgreSQL goes with the JVM, and a node that is left without it would take its time to stop.
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
        String[] arguments = all.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return new Node(application.run(arguments), jdbcUrl);
    }

    /** With a clock that the test sets. */
    public static Node start(String jdbcUrl, Map<String, Object> settings, Clock clock) {
        return start(
                jdbcUrl,
                settings,
                context -> ((GenericApplicationContext) context)
                        .registerBean(
                                "testClock", Clock.class, () -> clock, definition -> definition.setPrimary(true)));
    }

    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    public Api api() {
        return new Api("http://localhost:" + port());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /** As the owner of the tables, who sees the rows of all tenants; the application itself does not. */
    public JdbcClient jdbc() {
        return owner;
    }

    /** Waits until every processor here has handled all that its log holds, and none has appended anything meanwhile. */
    public void awaitCaughtUp() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::hasCaughtUp);
    }

    private boolean hasCaughtUp() {
        long reports = head("telemetry_event");
        long events = lastPosition();
        return bean(EventProcessingConfiguration.class).eventProcessors().values().stream()
                        .filter(StreamingEventProcessor.class::isInstance)
                        .map(StreamingEventProcessor.class::cast)
                        .allMatch(processor -> hasReached(
                                processor, TELEMETRY_PROCESSORS.contains(processor.getName()) ? reports : events))
                && lastPosition() == events;
    }

    public StreamingEventProcessor processor(String name) {
        return bean(EventProcessingConfiguration.class)
                .eventProcessor(name, StreamingEventProcessor.class)
                .orElseThrow();
    }

    /** The position of the last domain event that there is; 0 if there is none. */
    public long lastPosition() {
        return head("domain_event");
    }

    private long head(String log) {
        return jdbc().sql("select coalesce(max(global_index), 0) from " + log)
                .query(Long.class)
                .single();
    }

    /** How far other nodes have come, if they have claimed all of it; else -1. */
    private long handledElsewhere(String processor) {
        return jdbc().sql("select coalesce(case when bool_and(owner is not null)"
                        + " then min((regexp_match(convert_from(token, 'UTF8'), '[0-9]+'))[1]::bigint) end, -1)"
                        + " from token_entry where processor_name = :processor")
                .param("processor", processor)
                .query(Long.class)
                .single();
    }

    private boolean hasReached(StreamingEventProcessor processor, long head) {
        var statuses = processor.processingStatus().values();
        if (head == 0) {
            return true;
        }
        if (statuses.isEmpty()) {
            return handledElsewhere(processor.getName()) >= head;
        }
        return statuses.stream().allMatch(status -> status.getCurrentPosition().orElse(-1) >= head);
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class Shared {
        static final Node INSTANCE = start(TestPostgres.freshDatabase(), Map.of("atalaya.what-if.max-readings", 900));
    }
}
