package io.atalaya.app.axon;

import io.atalaya.command.dispatch.AggregateSettings;
import io.atalaya.command.retention.MonthlyPartitions;
import io.atalaya.command.telemetry.TelemetryLog;
import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.kernel.messaging.AppendedPositions;
import io.atalaya.kernel.privacy.PersonalKeys;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/** The two logs, the domain log and the telemetry log, and how Axon reaches PostgreSQL. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class LogConfiguration {
    private static final int REPORTS_PER_FETCH = 1000;

    @Bean
    com.fasterxml.jackson.databind.ObjectMapper defaultAxonObjectMapper() {
        return EventJson.mapper();
    }

    /** For the logs and what is put aside of them alone: on the buses and over HTTP, people are told apart by permission. */
    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(PersonalKeys keys) {
        return JacksonSerializer.builder().objectMapper(EventJson.mapper(keys)).build();
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    PersistenceExceptionResolver persistenceExceptionResolver() {
        return new PostgresErrors();
    }

    @Bean
    AppendedPositions appendedPositions() {
        return new AppendedPositions();
    }

    @Bean
    @Primary
    DomainEventStorageEngine eventStorageEngine(EngineParts parts) {
        return parts.domainEngine();
    }

    @Bean
    @Primary
    DomainEventStore eventStore(
            EventStorageEngine engine, DomainLogSource domainLogSource, Configuration configuration) {
        return new DomainEventStore(builder(engine, configuration, "eventStore"), domainLogSource);
    }

    @Bean
    DomainLogSource domainLogSource(DomainEventStorageEngine engine) {
        return new DomainLogSource(engine);
    }

    /** Not a bean of type EventStore: Axon would not know which of two to use. */
    @Bean
    TelemetryLog telemetryLog(
            EngineParts parts,
            Configuration configuration,
            TransactionManager transactions,
            MonthlyPartitions partitions,
            RecentReports recent) {
        EmbeddedEventStore store =
                builder(parts.telemetryEngine(), configuration, "telemetryLog").build();
        return new TelemetryLog(store, transactions, partitions, recent);
    }

    @Bean
    RecentReports recentReports() {
        return new RecentReports();
    }

    @Bean
    ReportSource reportSource(EngineParts parts, RecentReports recent) {
        return new ReportSource(parts.telemetryEngine(), recent);
    }

    @Bean
    EngineParts engineParts(
            @Qualifier("eventSerializer") Serializer eventSerializer,
            PersistenceExceptionResolver errors,
            ConnectionProvider connections,
            TransactionManager transactions,
            AppendedPositions positions,
            HistoryKey historyKey,
            AggregateCache aggregateCache,
            Configuration configuration) {
        return new EngineParts(
                eventSerializer,
                errors,
                connections,
                transactions,
                positions,
                historyKey,
                aggregateCache,
                configuration);
    }

    @Bean
    AggregateCache aggregateCache(AggregateSettings settings) {
        return new AggregateCache(settings.inMemory());
    }

    @Bean
    static AggregateRepositories aggregateRepositories() {
        return new AggregateRepositories();
    }

    private static EmbeddedEventStore.Builder builder(
            EventStorageEngine engine, Configuration configuration, String name) {
        return EmbeddedEventStore.builder()
                .storageEngine(engine)
                .messageMonitor(configuration.messageMonitor(EmbeddedEventStore.class, name));
    }

    /** What both engines are built of. */
    record EngineParts(
            Serializer eventSerializer,
            PersistenceExceptionResolver errors,
            ConnectionProvider connections,
            TransactionManager transactions,
            AppendedPositions positions,
            HistoryKey historyKey,
            AggregateCache aggregateCache,
            Configuration configuration) {

        DomainEventStorageEngine domainEngine() {
            EventSchema schema = schema("domain_event", "domain_snapshot");
            return new DomainEventStorageEngine(
                    builder(schema, transactions), transactions, connections, positions, historyKey, aggregateCache);
        }

        /** Its rows have a tenant, and whoever follows it serves all. */
        EventStorageEngine telemetryEngine() {
            EventSchema schema = schema("telemetry_event", "telemetry_snapshot");
            TransactionManager everyTenant = new EveryTenantTransactions(transactions);
            return new TelemetryEventStorageEngine(
                    builder(schema, everyTenant).batchSize(REPORTS_PER_FETCH), everyTenant, connections, positions);
        }

        private JdbcEventStorageEngine.Builder builder(EventSchema schema, TransactionManager transactionManager) {
            EventUpcaster upcasters = configuration.upcasterChain();
            return JdbcEventStorageEngine.builder()
                    .schema(schema)
                    .snapshotSerializer(eventSerializer)
                    .eventSerializer(eventSerializer)
                    .upcasterChain(upcasters)
                    .persistenceExceptionResolver(errors)
                    .connectionProvider(connections)
                    .transactionManager(transactionManager);
        }

        private static EventSchema schema(String table, String snapshotTable) {
            return EventSchema.builder()
                    .eventTable(table)
                    .snapshotTable(snapshotTable)
                    .globalIndexColumn("global_index")
                    .eventIdentifierColumn("event_identifier")
                    .aggregateIdentifierColumn("aggregate_identifier")
                    .sequenceNumberColumn("sequence_number")
                    .typeColumn("type")
                    .timestampColumn("time_stamp")
                    .payloadTypeColumn("payload_type")
                    .payloadRevisionColumn("payload_revision")
                    .payloadColumn("payload")
                    .metaDataColumn("meta_data")
                    .build();
        }
    }
}
