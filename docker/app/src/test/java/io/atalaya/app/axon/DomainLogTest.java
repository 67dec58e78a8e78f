package io.atalaya.app.axon;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.TestPostgres;
import io.atalaya.contract.tenant.event.TenantRenamed;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.kernel.messaging.AppendedPositions;
import io.atalaya.query.LogPosition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The domain log on real tables. */
class DomainLogTest {
    private static final TenantId TENANT = TenantId.next();

    private final DataSource database = TestPostgres.migratedDatabase();
    private final SpringTransactionManager transactions =
            new SpringTransactionManager(new JdbcTransactionManager(database));
    private final EventStorageEngine log = engine();

    @Test
    void anEventThatIsCommittedLateHasItsOwnPositionAsInEachLaterReading() {
        Transaction open = transactions.startTransaction();
        log.appendEvents(event("first"));
        CompletableFuture.runAsync(() -> log.appendEvents(event("second"))).join();
        List<TrackedEventMessage<?>> before = read(null);
        open.commit();
        List<TrackedEventMessage<?>> after = read(before.getLast().trackingToken());

        assertThat(positions(before)).containsExactly(entry("second", 2L));
        assertThat(positions(after)).containsExactly(entry("first", 1L));
        assertThat(positions(read(null))).containsExactly(entry("first", 1L), entry("second", 2L));
    }

    private static EventMessage<TenantRenamed> event(String name) {
        return new GenericEventMessage<>(new TenantRenamed(TENANT, name), Map.of());
    }

    /** On a thread of its own, which is in no transaction. */
    private List<TrackedEventMessage<?>> read(@Nullable TrackingToken from) {
        return CompletableFuture.supplyAsync(() -> {
                    try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(from, false)) {
                        return events.<TrackedEventMessage<?>>map(event -> event)
                                .toList();
                    }
                })
                .join();
    }

    private static List<Map.Entry<String, Long>> positions(List<TrackedEventMessage<?>> events) {
        return events.stream()
                .map(event -> entry(((TenantRenamed) event.getPayload()).name(), LogPosition.of(event)))
                .toList();
    }

    private EventStorageEngine engine() {
        JacksonSerializer serializer =
                JacksonSerializer.builder().objectMapper(EventJson.mapper()).build();
        return new LogConfiguration.EngineParts(
                        serializer,
                        new PostgresErrors(),
                        new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(database)),
                        transactions,
                        new AppendedPositions(),
                        HistoryKey.generate(),
                        DefaultConfigurer.defaultConfiguration(false).buildConfiguration())
                .domainEngine();
    }
}
