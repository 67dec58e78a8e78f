package io.atalaya.app.axon;

import io.atalaya.contract.alert.event.AlertEvent;
import io.atalaya.contract.device.event.DeviceEvent;
import io.atalaya.contract.telemetry.ReportBatch;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.kernel.DomainEvent;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.config.EventProcessingConfigurer.PooledStreamingProcessorConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Every event processor, by name. A pooled processor follows a log at its own pace, with its rows and its token in one
 * transaction; a subscribing one runs in the transaction of the command. An error is never skipped: a batch is tried
 * again until it succeeds, or, where {@link Pooled#deadLetters} says so, the event is put aside with all that follow it
 * in its sequence.
 */
@Configuration(proxyBeanMethods = false)
class ProcessorConfiguration {
    /** Into so many the telemetry log is divided at first, each with a thread of its own. */
    private static final int TELEMETRY_SEGMENTS = 2;

    private static final int COORDINATOR_THREADS = 2;
    private static final int WORKER_THREADS = 6;
    /** Also how long a token may stay unstored when nothing in its segment happens, which other nodes wait for. */
    private static final long CLAIM_EXTENSION_MS = 1_500;

    private static final int CAUSE_LENGTH = 1000;
    /** Beyond that a processor stands still. Some sequences are a whole tenant's events. */
    private static final int MAX_DEAD_LETTERS = 100_000;

    /** What follows the domain log, in how many parts that different nodes can share, and in what order. */
    record Pooled(
            String name,
            Effect effect,
            int segments,
            int batchSize,
            SequencingPolicy<? super EventMessage<?>> sequencing,
            boolean deadLetters) {}

    /**
     * What follows the telemetry log.
     *
     * @param longestPause how long it may gather reports while many arrive
     */
    record Follower(String name, Effect effect, Duration longestPause) {}

    enum Effect {
        /** Rows that can be made again from the log: a commit need not wait for the disk. */
        READ_MODEL,
        /** Also commands, which others may act upon. */
        COMMANDS
    }

    private static final SequencingPolicy<EventMessage<?>> PER_AGGREGATE =
            event -> SequentialPerAggregatePolicy.instance().getSequenceIdentifierFor(event);
    /** What concerns an alert is in order, whichever aggregate it comes from. */
    private static final SequencingPolicy<EventMessage<?>> PER_ALERT = event -> switch (event.getPayload()) {
        case AlertEvent alert -> alert.alertId();
        case TicketOpened ticket when ticket.alertId() != null -> ticket.alertId();
        case DeviceEvent device -> device.deviceId();
        default -> event.getIdentifier();
    };

    /** What concerns a tenant is in order. */
    private static final SequencingPolicy<EventMessage<?>> PER_TENANT =
            event -> event.getPayload() instanceof DomainEvent domain ? domain.tenantId() : event.getIdentifier();

    private static final SequencingPolicy<EventMessage<?>> PER_PARTITION =
            event -> event.getPayload() instanceof ReportBatch batch ? batch.partition() : event.getIdentifier();

    static final List<Pooled> POOLED = List.of(
            new Pooled("tenants", Effect.READ_MODEL, 1, 250, PER_AGGREGATE, true),
            new Pooled("sites", Effect.READ_MODEL, 1, 250, PER_AGGREGATE, true),
            new Pooled("assets", Effect.READ_MODEL, 1, 250, PER_AGGREGATE, true),
            new Pooled("devices", Effect.READ_MODEL, 1, 250, PER_AGGREGATE, true),
            new Pooled("rules", Effect.READ_MODEL, 1, 250, PER_AGGREGATE, true),
            new Pooled("alerts", Effect.READ_MODEL, 2, 250, PER_ALERT, true),
            new Pooled("tickets", Effect.READ_MODEL, 2, 250, PER_AGGREGATE, true),
            new Pooled("maintenance", Effect.READ_MODEL, 1, 250, PER_AGGREGATE, true),
            new Pooled("health", Effect.READ_MODEL, 1, 250, PER_AGGREGATE, true),
            new Pooled("audit", Effect.READ_MODEL, 1, 500, PER_TENANT, false),
            // One event each: a change of a rule waits for its tenant, and may have no other meanwhile.
            new Pooled("rule-changes", Effect.COMMANDS, 1, 1, PER_TENANT, false),
            new Pooled("device-turns", Effect.COMMANDS, 2, 50, PER_AGGREGATE, false),
            new Pooled("escalation", Effect.COMMANDS, 2, 50, PER_TENANT, false),
            new Pooled("service", Effect.COMMANDS, 2, 50, PER_TENANT, false),
            // One event at a time, so that it locks no more than one alert and never waits for the evaluator crosswise.
            new Pooled("suppression", Effect.COMMANDS, 2, 1, PER_TENANT, false),
            new Pooled("maintenance-timers", Effect.COMMANDS, 1, 50, PER_TENANT, false),
            new Pooled("notifications", Effect.COMMANDS, 2, 50, PER_TENANT, true));

    static final List<Follower> FOLLOWERS = List.of(
            new Follower("readings", Effect.READ_MODEL, Duration.ofMillis(120)),
            new Follower("evaluation", Effect.COMMANDS, Duration.ofMillis(40)),
            new Follower("presence", Effect.COMMANDS, Duration.ofMillis(250)));

    /** Run in the transaction of the command, so that the next command sees what they keep. */
    static final List<String> SUBSCRIBING = List.of(
            "memberships",
            "directory",
            "rule-book",
            "retired-devices",
            "retention",
            "service-levels",
            "attachments",
            "escalation-policies",
            "notification-channels");

    @Bean
    ConfigurerModule processors(ApplicationContext context, DeadLetters deadLetters, TransactionManager transactions) {
        return configurer -> {
            ScheduledExecutorService coordinators =
                    Executors.newScheduledThreadPool(COORDINATOR_THREADS, new AxonThreadFactory("coordinator"));
            ScheduledExecutorService workers =
                    Executors.newScheduledThreadPool(WORKER_THREADS, new AxonThreadFactory("worker"));
            configurer.onShutdown(Phase.EXTERNAL_CONNECTIONS, coordinators::shutdown);
            configurer.onShutdown(Phase.EXTERNAL_CONNECTIONS, workers::shutdown);
            EventProcessingConfigurer processing = configurer.eventProcessing();
            processing.registerDefaultErrorHandler(configuration -> PropagatingErrorHandler.instance());
            processing.registerDefaultListenerInvocationErrorHandler(
                    configuration -> PropagatingErrorHandler.instance());
            SUBSCRIBING.forEach(processing::registerSubscribingEventProcessor);
            for (Pooled processor : POOLED) {
                // The logs are built from Axon's configuration, which this is a part of: they are looked up later.
                processing.registerPooledStreamingEventProcessor(
                        processor.name(),
                        configuration -> context.getBean(DomainEventStore.class),
                        pooled(processor, coordinators, workers));
                processing.registerTransactionManager(
                        processor.name(), configuration -> transactions(transactions, processor.effect()));
                processing.registerSequencingPolicy(processor.name(), configuration -> processor.sequencing());
                if (processor.effect() == Effect.READ_MODEL) {
                    processing.registerHandlerInterceptor(
                            processor.name(), configuration -> new BatchWriting(context.getBean(EntityManager.class)));
                }
                if (processor.deadLetters()) {
                    processing.registerDeadLetterQueue(
                            processor.name(), configuration -> deadLetters.queue(processor.name()));
                    // So that events that are fine need not ask the queue.
                    processing.registerDeadLetteringEventHandlerInvokerConfiguration(
                            processor.name(), (configuration, invoker) -> invoker.enableSequenceIdentifierCache());
                }
            }
            for (Follower follower : FOLLOWERS) {
                processing.registerTrackingEventProcessor(
                        follower.name(),
                        configuration -> context.getBean(ReportSource.class).paced(follower.longestPause()),
                        configuration -> following());
                processing.registerTransactionManager(
                        follower.name(), configuration -> transactions(transactions, follower.effect()));
                processing.registerSequencingPolicy(follower.name(), configuration -> PER_PARTITION);
            }
            processing.registerDefaultDeadLetterPolicy(configuration -> (letter, cause) -> {
                if (isPassing(cause)) {
                    throw (RuntimeException) cause;
                }
                String text = String.valueOf(cause.getMessage());
                return Decisions.enqueue(
                        cause,
                        dead -> dead.diagnostics()
                                .and("cause", text.substring(0, Math.min(text.length(), CAUSE_LENGTH))));
            });
        };
    }

    /** That the database is away says nothing about the event. */
    private static boolean isPassing(Throwable cause) {
        return cause instanceof TransientDataAccessException
                || cause instanceof RecoverableDataAccessException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof TransactionException;
    }

    private static PooledStreamingProcessorConfiguration pooled(
            Pooled processor, ScheduledExecutorService coordinators, ScheduledExecutorService workers) {
        return (configuration, builder) -> builder.coordinatorExecutor(coordinators)
                .workerExecutor(workers)
                .initialSegmentCount(processor.segments())
                .batchSize(processor.batchSize())
                .initialToken(StreamableMessageSource::createTailToken)
                .tokenClaimInterval(2000)
                .claimExtensionThreshold(CLAIM_EXTENSION_MS);
    }

    /**
     * A thread per segment takes a batch when it has done with the one before, so that batches grow with the load and
     * nothing piles up in memory. A pooled processor's coordinator reads ahead, a thousand batches if it can.
     */
    private static TrackingEventProcessorConfiguration following() {
        return TrackingEventProcessorConfiguration.forParallelProcessing(TELEMETRY_SEGMENTS)
                .andBatchSize(1)
                .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                .andTokenClaimInterval(2000, TimeUnit.MILLISECONDS)
                .andEventAvailabilityTimeout(1000, TimeUnit.MILLISECONDS);
    }

    private static TransactionManager transactions(TransactionManager transactions, Effect effect) {
        return new EveryTenantTransactions(transactions, effect == Effect.COMMANDS);
    }

    /** Dead letters are put aside in a transaction of their own: the failed one may be beyond repair. */
    @Bean
    DeadLetters deadLetters(
            PlatformTransactionManager transactions,
            javax.sql.DataSource dataSource,
            DeadLetterSchema schema,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            JdbcClient jdbc) {
        DefaultTransactionDefinition ownTransaction =
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        SpringTransactionManager own = new SpringTransactionManager(transactions, ownTransaction);
        return group -> new OnceDeadLetterQueue(
                JdbcSequencedDeadLetterQueue.builder()
                        .processingGroup(group)
                        .maxSequences(MAX_DEAD_LETTERS)
                        .maxSequenceSize(MAX_DEAD_LETTERS)
                        .schema(schema)
                        .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                        .transactionManager(new SpringTransactionManager(transactions))
                        .genericSerializer(serializer)
                        .eventSerializer(eventSerializer),
                group,
                own,
                jdbc);
    }

    /** Makes each processing group's queue. */
    @FunctionalInterface
    interface DeadLetters {
        JdbcSequencedDeadLetterQueue<EventMessage<?>> queue(String processingGroup);
    }
}
