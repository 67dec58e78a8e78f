package io.atalaya.app.axon;

import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.kernel.messaging.AppendedPositions;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;

/** The engine of the domain log as the application has it, without the application. */
final class TestLog {
    private TestLog() {}

    static DomainEventStorageEngine on(DataSource database, TransactionManager transactions, AggregateCache cache) {
        JacksonSerializer serializer =
                JacksonSerializer.builder().objectMapper(EventJson.mapper()).build();
        return new LogConfiguration.EngineParts(
                        serializer,
                        new PostgresErrors(),
                        new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(database)),
                        transactions,
                        new AppendedPositions(),
                        HistoryKey.generate(),
                        cache,
                        DefaultConfigurer.defaultConfiguration(false).buildConfiguration())
                .domainEngine();
    }
}
