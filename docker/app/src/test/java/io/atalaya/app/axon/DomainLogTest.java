package io.atalaya.app.axon;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.TestPostgres;
import io.atalaya.contract.tenant.event.TenantRenamed;
import io.atalaya.kernel.TenantId;
import io.atalaya.query.LogPosition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
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
    private final DomainEventStorageEngine log = TestLog.on(database, transactions, new AggregateCache(0));

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

    @Test
    void ofLongHistoriesThoseThatFitAreReadAheadAndTheOthersWhole() {
        log.appendEvents(history("a", 0, 1_200));
        log.appendEvents(history("b", 0, 1_200));
        log.appendEvents(history("c", 0, 3));
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(new GenericMessage<>("group"));
        try {
            log.read(List.of("a", "b", "c", "nothing"));
            CompletableFuture.runAsync(() -> {
                        log.appendEvents(history("a", 1_200, 1));
                        log.appendEvents(history("b", 1_200, 1));
                        log.appendEvents(history("c", 3, 1));
                    })
                    .join();

            assertThat(eventsOf("a")).isEqualTo(1_200);
            assertThat(eventsOf("b")).isEqualTo(1_201);
            assertThat(eventsOf("c")).isEqualTo(4);
            assertThat(eventsOf("nothing")).isZero();
        } finally {
            unitOfWork.rollback();
        }
    }

    private long eventsOf(String aggregateId) {
        return log.readEvents(aggregateId, 0).asStream().count();
    }

    private static List<DomainEventMessage<?>> history(String aggregateId, long first, int events) {
        return LongStream.range(first, first + events)
                .<DomainEventMessage<?>>mapToObj(sequence -> new GenericDomainEventMessage<>(
                        "Tenant", aggregateId, sequence, new TenantRenamed(TENANT, "Name " + sequence)))
                .toList();
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
}
