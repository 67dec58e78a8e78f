package io.atalaya.app.setup;

import io.atalaya.app.AtalayaProperties;
import io.atalaya.command.identity.Accounts;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Sees to it that somebody can log in: fills an empty platform with the demo data, or creates its first administrator.
 * Of several nodes, one does it. What was interrupted goes on at the next start: every step can be repeated.
 */
@Component
class FirstStart implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);
    private static final String DEMO = "demo";
    private static final long LOCK = 0x41_54_4c_53; // "ATLS"

    private final AtalayaProperties properties;
    private final Accounts accounts;
    private final Administrator administrator;
    private final DemoData demoData;
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Environment environment;
    private final Clock clock;

    FirstStart(
            AtalayaProperties properties,
            Accounts accounts,
            Administrator administrator,
            DemoData demoData,
            DataSource dataSource,
            JdbcClient jdbc,
            Environment environment,
            Clock clock) {
        this.properties = properties;
        this.accounts = accounts;
        this.administrator = administrator;
        this.demoData = demoData;
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) throws Exception {
        try (var lock = new SingleConnectionDataSource(dataSource.getConnection(), true)) {
            JdbcClient session = JdbcClient.create(lock);
            session.sql("select pg_advisory_lock(:lock)")
                    .param("lock", LOCK)
                    .query((row, number) -> 0)
                    .single();
            try {
                setUp();
            } finally {
                session.sql("select pg_advisory_unlock(:lock)")
                        .param("lock", LOCK)
                        .query()
                        .singleValue();
            }
        }
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        log.info(
                "Atalaya is up: API at http://localhost:{}/api/v1, documentation at http://localhost:{}/docs",
                port,
                port);
        if (done()) {
            log.info("{}", DemoData.LOG_INS);
        }
    }

    private void setUp() {
        boolean embedded = environment.getProperty("spring.datasource.url") == null;
        boolean demo = Optional.ofNullable(properties.demo()).orElse(embedded);
        if (demo && !done() && (accounts.noneExist() || begun())) {
            mark(DEMO + "-begun");
            log.info("Filling the empty platform with demo data");
            createDemoData(properties.admin());
            mark(DEMO);
        } else if (accounts.noneExist()) {
            administrator.create(properties.admin());
        }
    }

    /** The demo's own administrator has a public password; one that the operator has chosen takes its place. */
    private void createDemoData(AtalayaProperties.Admin admin) {
        String password = admin.password();
        if (password == null) {
            demoData.create(DemoData.ADMIN, DemoData.ADMIN_PASSWORD);
            log.info("Demo platform administrator {} with the password {}", DemoData.ADMIN, DemoData.ADMIN_PASSWORD);
        } else {
            demoData.create(admin.email(), password);
        }
    }

    private boolean done() {
        return marked(DEMO);
    }

    private boolean begun() {
        return marked(DEMO + "-begun");
    }

    private boolean marked(String step) {
        return jdbc.sql("select exists(select 1 from setup_step where name = :name)")
                .param("name", step)
                .query(Boolean.class)
                .single();
    }

    private void mark(String step) {
        jdbc.sql("insert into setup_step (name, done_at) values (:name, :now) on conflict do nothing")
                .param("name", step)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
