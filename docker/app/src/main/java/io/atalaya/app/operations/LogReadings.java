package io.atalaya.app.operations;

import io.atalaya.app.axon.ReportSource;
import io.atalaya.app.operations.ProjectionHandlers.Handlers;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Opens the log that a projection follows. */
@Component
class LogReadings {
    private final JdbcClient jdbc;
    private final EventStorageEngine domainLog;
    private final Serializer eventSerializer;
    private final ObjectProvider<Configuration> configuration;
    private final LiveTokens liveTokens;
    private final ReportSource reports;
    private final TransactionOperations transaction;

    LogReadings(
            JdbcClient jdbc,
            EventStorageEngine domainLog,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            ObjectProvider<Configuration> configuration,
            LiveTokens liveTokens,
            ReportSource reports,
            TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.domainLog = domainLog;
        this.eventSerializer = eventSerializer;
        this.configuration = configuration;
        this.liveTokens = liveTokens;
        this.reports = reports;
        this.transaction = transaction;
    }

    /**
     * @param reached {@code null} for the log's begin
     * @throws IllegalStateException if reports that the projection would need are not kept any more
     */
    LogReading open(String processor, Handlers handlers, @Nullable TrackingToken reached) {
        requireWhole(processor);
        if (ReadModelTables.OF_TELEMETRY.contains(processor)) {
            return new ReportLogReading(reports, reached);
        }
        StoredMessages messages =
                new StoredMessages(eventSerializer, configuration.getObject().upcasterChain());
        SettledLog settledLog = processor.equals(ChainedEvents.PROCESSOR)
                ? new ChainedEvents(jdbc, transaction, messages, handlers)
                : new HandledEvents(jdbc, messages, handlers);
        return new DomainLogReading(settledLog, domainLog, handlers, reached, liveTokens.settledUpTo(processor));
    }

    /**
     * Retention may have begun since the rebuild was asked for.
     *
     * @throws IllegalStateException if reports that the projection would need are not kept any more
     */
    void requireWhole(String processor) {
        if (ReadModelTables.OF_TELEMETRY.contains(processor) && hasForgottenReports()) {
            throw new IllegalStateException("Reports that it is made of are not kept any more");
        }
    }

    boolean hasForgottenReports() {
        return jdbc.sql("select exists(select from reports_forgotten)")
                .query(Boolean.class)
                .single();
    }
}
