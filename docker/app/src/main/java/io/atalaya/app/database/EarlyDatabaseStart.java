package io.atalaya.app.database;

import io.atalaya.app.AtalayaProperties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Starts the embedded PostgreSQL as soon as the settings are known, on a thread of its own: it gets ready while the
 * application context is still being put together.
 */
public final class EarlyDatabaseStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static final String BEAN = "embeddedDatabaseStart";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.containsProperty("spring.datasource.url")) {
            return;
        }
        AtalayaProperties properties = Binder.get(environment).bindOrCreate("atalaya", AtalayaProperties.class);
        FutureTask<EmbeddedDatabase> start = new FutureTask<>(() -> EmbeddedDatabase.start(properties.dataDir()));
        Thread.ofPlatform().name("embedded-postgresql-start").start(start);
        context.getBeanFactory().registerSingleton(BEAN, new Starting(start));
    }

    /** A start that is under way. */
    record Starting(FutureTask<EmbeddedDatabase> start) {
        EmbeddedDatabase await() {
            try {
                return start.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while PostgreSQL was starting", interrupted);
            } catch (ExecutionException failure) {
                throw new IllegalStateException("The embedded PostgreSQL did not start", failure.getCause());
            }
        }
    }
}
