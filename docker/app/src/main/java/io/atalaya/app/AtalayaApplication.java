package io.atalaya.app;

import io.atalaya.app.database.EarlyDatabaseStart;
import io.atalaya.app.evidence.VerifyExport;
import io.atalaya.app.rehearsal.Rehearsal;
import java.util.List;
import org.axonframework.springboot.autoconfig.JpaAutoConfiguration;
import org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Atalaya, or checks evidence, which needs nothing of it, or rehearses. */
@SpringBootApplication(
        scanBasePackages = "io.atalaya",
        // Axon's own tables are on JDBC; JPA is for read models only.
        exclude = {JpaAutoConfiguration.class, JpaEventStoreAutoConfiguration.class})
@EntityScan("io.atalaya.query")
@EnableJpaRepositories(basePackages = "io.atalaya.query", bootstrapMode = BootstrapMode.DEFERRED)
@EnableScheduling
public class AtalayaApplication {
    public static void main(String[] arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        List<String> rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        if (command.equals(VerifyExport.COMMAND)) {
            System.exit(VerifyExport.run(rest, System.out));
        }
        System.setProperty("disable-axoniq-console-message", "true");
        SpringApplication application = new SpringApplication(AtalayaApplication.class);
        if (command.equals(Rehearsal.COMMAND)) {
            System.exit(Rehearsal.run(application, rest, System.out));
        }
        application.addInitializers(new EarlyDatabaseStart());
        try {
            application.run(arguments);
        } catch (RuntimeException failure) {
            // Spring has said why. Threads that had been started would keep the process alive, doing nothing.
            System.exit(1);
        }
    }
}
