package io.atalaya.app.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.thoughtworks.xstream.XStream;
import io.atalaya.app.support.Node;
import io.atalaya.command.telemetry.TelemetryLog;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.spring.stereotype.Aggregate;
import org.junit.jupiter.api.Test;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Axon's auto-configuration can fall back to something else without a word; here is what must really be there. */
class AxonSetupTest {
    private final Node node = Node.shared();

    @Test
    void everyPartIsTheOneThatIsMeant() {
        Map<Class<?>, Class<?>> meant = Map.ofEntries(
                Map.entry(EventStore.class, EmbeddedEventStore.class),
                Map.entry(EventBus.class, EmbeddedEventStore.class),
                Map.entry(EventStorageEngine.class, JdbcEventStorageEngine.class),
                Map.entry(TokenStore.class, JdbcTokenStore.class),
                Map.entry(SagaStore.class, JdbcSagaStore.class),
                Map.entry(TransactionManager.class, SpringTransactionManager.class),
                Map.entry(PlatformTransactionManager.class, JpaTransactionManager.class),
                Map.entry(ConnectionProvider.class, UnitOfWorkAwareConnectionProviderWrapper.class),
                Map.entry(DeadlineManager.class, DbSchedulerDeadlineManager.class),
                Map.entry(CommandBus.class, SimpleCommandBus.class),
                Map.entry(QueryBus.class, SimpleQueryBus.class));
        meant.forEach((type, intended) ->
                assertThat(node.bean(type)).as(type.getSimpleName()).isInstanceOf(intended));
        assertThat(node.bean(PersistenceExceptionResolver.class).getClass().getSimpleName())
                .isEqualTo("PostgresErrors");
    }

    @Test
    void everyAggregateStaysInMemory() {
        Map<String, Repository> repositories = node.context().getBeansOfType(Repository.class);

        assertThat(repositories)
                .hasSameSizeAs(node.context().getBeanNamesForAnnotation(Aggregate.class))
                .allSatisfy((name, repository) ->
                        assertThat(repository.getClass().getSimpleName()).isEqualTo("CachedRepository"));
    }

    @Test
    void bothLogsAreEventStoresOnJdbcInTablesOfTheirOwn() {
        assertThat(node.bean(EventStore.class))
                .isNotSameAs(node.bean(TelemetryLog.class).store());
        assertThat(node.bean(TelemetryLog.class).store()).isInstanceOf(EmbeddedEventStore.class);
        for (String table : Set.of("domain_event", "telemetry_event")) {
            assertThat(node.jdbc()
                            .sql("select data_type from information_schema.columns"
                                    + " where table_name = :table and column_name in ('payload', 'meta_data')")
                            .param("table", table)
                            .query(String.class)
                            .list())
                    .containsExactly("bytea", "bytea");
        }
    }

    @Test
    void eventsTokensAndSagasAreWrittenAsJsonAndXStreamIsNowhere() {
        node.context()
                .getBeansOfType(Serializer.class)
                .forEach((name, serializer) -> assertThat(serializer).as(name).isInstanceOf(JacksonSerializer.class));
        assertThat(node.context().getBeansOfType(XStream.class)).isEmpty();
    }

    @Test
    void everyProcessorIsOfTheKindThatIsMeantAndNoneSkipsErrors() {
        Map<String, EventProcessor> processors =
                node.bean(EventProcessingConfiguration.class).eventProcessors();
        Set<String> pooled = new TreeSet<>();
        Set<String> tracking = new TreeSet<>();
        Set<String> subscribing = new TreeSet<>();
        processors.forEach((name, processor) -> {
            switch (processor) {
                case PooledStreamingEventProcessor streaming -> pooled.add(name);
                case TrackingEventProcessor following -> tracking.add(name);
                case SubscribingEventProcessor direct -> subscribing.add(name);
                default -> throw new AssertionError(name + " is a " + processor.getClass());
            }
        });
        assertThat(pooled)
                .containsExactlyInAnyOrder(
                        "alerts",
                        "assets",
                        "audit",
                        "device-turns",
                        "devices",
                        "escalation",
                        "health",
                        "maintenance",
                        "maintenance-timers",
                        "notifications",
                        "rule-changes",
                        "rules",
                        "service",
                        "sites",
                        "suppression",
                        "tenants",
                        "tickets");
        assertThat(tracking).containsExactlyInAnyOrder("evaluation", "presence", "readings");
        assertThat(subscribing)
                .containsExactlyInAnyOrder(
                        "attachments",
                        "directory",
                        "escalation-policies",
                        "memberships",
                        "notification-channels",
                        "retired-devices",
                        "retention",
                        "rule-book",
                        "service-levels");
        EventProcessingConfiguration processing = node.bean(EventProcessingConfiguration.class);
        processors.keySet().forEach(name -> {
            assertThat(processing.errorHandler(name)).as(name).isInstanceOf(PropagatingErrorHandler.class);
            assertThat(processing.listenerInvocationErrorHandler(name))
                    .as(name)
                    .isInstanceOf(PropagatingErrorHandler.class);
        });
        for (String patient : Set.of(
                "alerts",
                "assets",
                "devices",
                "health",
                "maintenance",
                "notifications",
                "rules",
                "sites",
                "tenants",
                "tickets")) {
            assertThat(processing.deadLetterQueue(patient)).as(patient).isPresent();
        }
    }
}
