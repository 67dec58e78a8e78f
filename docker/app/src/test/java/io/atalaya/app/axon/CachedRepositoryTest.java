package io.atalaya.app.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.app.support.TestPostgres;
import io.atalaya.contract.tenant.event.TenantRenamed;
import io.atalaya.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What stays in memory is what is stored, whoever stored it, and however a unit of work ends. */
class CachedRepositoryTest {
    private static final TenantId TENANT = TenantId.next();
    private static final String ID = TENANT.toString();

    private final DataSource database = TestPostgres.migratedDatabase();
    private final SpringTransactionManager transactions =
            new SpringTransactionManager(new JdbcTransactionManager(database));
    private final AggregateCache cache = new AggregateCache(10);
    private final DomainEventStorageEngine log = TestLog.on(database, transactions, cache);
    private final EmbeddedEventStore store =
            EmbeddedEventStore.builder().storageEngine(log).build();
    private final CachedRepository<Names> repository =
            new CachedRepository<>(EventSourcingRepository.builder(Names.class).eventStore(store), store, cache);

    /** All names that it ever had. */
    static final class Names {
        @AggregateIdentifier
        String id = "";

        private final List<String> names = new ArrayList<>();

        @EventSourcingHandler
        void on(TenantRenamed event) {
            id = event.tenantId().toString();
            names.add(event.name());
        }
    }

    @AfterEach
    void close() {
        store.shutDown();
    }

    @Test
    void oneThatIsCommittedStaysAndCatchesUpWithWhatOtherNodesHaveAdded() {
        elsewhere(0, "first");
        inOne(this::begin, () -> rename("second"));
        assertThat(cache.firstUnknown(ID)).isEqualTo(2);

        elsewhere(2, "third");
        inOne(this::begin, () -> rename("fourth"));

        assertThat(names()).containsExactly("first", "second", "third", "fourth");
        assertThat(cache.firstUnknown(ID)).isEqualTo(4);
    }

    @Test
    void oneCatchesUpWithWhatHasBeenReadAheadOfItToo() {
        elsewhere(0, "first");
        inOne(this::begin, () -> rename("second"));
        elsewhere(2, "third");
        elsewhere(3, "fourth");

        inOne(this::begin, () -> {
            log.read(List.of(ID));
            rename("fifth");
        });

        assertThat(cache.firstUnknown(ID)).isEqualTo(5);
        assertThat(names()).containsExactly("first", "second", "third", "fourth", "fifth");
    }

    @Test
    void oneThatHasGoneOnSinceItWasReadAheadOfStaysAsItIs() {
        elsewhere(0, "first");
        inOne(this::begin, () -> rename("second"));
        elsewhere(2, "third");

        inOne(this::begin, () -> {
            log.read(List.of(ID));
            CompletableFuture.runAsync(() -> inOne(this::begin, () -> rename("fourth")))
                    .join();
            rename("fifth");
        });

        assertThat(names()).containsExactly("first", "second", "third", "fourth", "fifth");
    }

    /** As it is within a transaction of whoever sends a command, which may still come to nothing. */
    @Test
    void oneIsNotKeptAsLongAsItsTransactionIsOpen() {
        elsewhere(0, "first");
        Transaction outer = transactions.startTransaction();
        inOne(this::begin, () -> rename("never"));
        outer.rollback();

        assertThat(cache.firstUnknown(ID)).isZero();
        assertThat(names()).containsExactly("first");
    }

    @Test
    void oneThatIsBeingUsedIsNobodyElses() {
        elsewhere(0, "first");
        inOne(this::begin, () -> rename("second"));

        inOne(this::begin, () -> {
            rename("third");
            assertThat(cache.take(ID, Names.class)).isNull();
        });

        assertThat(cache.take(ID, String.class)).as("of another type").isNull();
        assertThat(cache.take(ID, Names.class)).isNotNull();
    }

    @Test
    void whatIsRolledBackIsNotKept() {
        elsewhere(0, "first");
        inOne(this::begin, () -> rename("second"));

        UnitOfWork<?> failing = begin();
        rename("never");
        failing.rollback();

        assertThat(cache.firstUnknown(ID)).isZero();
        assertThat(names()).containsExactly("first", "second");
    }

    @Test
    void whatAnotherNodeWasFasterWithIsNotKept() {
        elsewhere(0, "first");
        inOne(this::begin, () -> rename("second"));

        UnitOfWork<?> slower = begin();
        rename("mine");
        elsewhere(2, "theirs");
        assertThatThrownBy(slower::commit).isInstanceOf(RuntimeException.class);

        assertThat(names()).containsExactly("first", "second", "theirs");
    }

    /** As in a group of commands, of which one is refused after it has decided something. */
    @Test
    void oneThatAPartOfAGroupHasSpoiltIsNotKeptThoughTheGroupIsCommitted() {
        elsewhere(0, "first");
        inOne(this::begin, () -> rename("second"));

        UnitOfWork<?> group = begin();
        inOne(this::nested, () -> rename("third"));
        UnitOfWork<?> refused = nested();
        rename("never");
        refused.rollback();
        group.commit();

        assertThat(cache.firstUnknown(ID)).isZero();
        assertThat(names()).containsExactly("first", "second", "third");
    }

    /** Of what has been read ahead since some event, nothing is missing for who needs it from the beginning. */
    @Test
    void oneThatIsGivenUpAfterItsNewEventsHaveBeenReadAheadIsReadWhole() {
        elsewhere(0, "first");
        inOne(this::begin, () -> rename("second"));
        elsewhere(2, "third");

        inOne(this::begin, () -> {
            log.read(List.of(ID));
            assertThat(cache.take(ID, Names.class)).isNotNull();
            rename("fourth");
        });

        assertThat(names()).containsExactly("first", "second", "third", "fourth");
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        inOne(this::begin, () -> repository.load(ID).execute(root -> names.addAll(root.names)));
        return names;
    }

    private void rename(String name) {
        repository.load(ID).execute(root -> apply(new TenantRenamed(TENANT, name)));
    }

    /** As another node does it, of which this one hears nothing. */
    private void elsewhere(long sequence, String name) {
        Thread other = Thread.ofVirtual()
                .start(() -> log.appendEvents(
                        new GenericDomainEventMessage<>("Names", ID, sequence, new TenantRenamed(TENANT, name))));
        try {
            other.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void inOne(Supplier<UnitOfWork<?>> begin, Runnable work) {
        UnitOfWork<?> unitOfWork = begin.get();
        work.run();
        unitOfWork.commit();
    }

    private UnitOfWork<?> begin() {
        UnitOfWork<?> unitOfWork = nested();
        unitOfWork.attachTransaction(transactions);
        return unitOfWork;
    }

    /** Within the one that has begun, if there is one. */
    private UnitOfWork<?> nested() {
        return DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("rename"));
    }
}
