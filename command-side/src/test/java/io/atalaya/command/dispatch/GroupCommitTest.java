package io.atalaya.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.messaging.GroupCommitted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionSystemException;

/** The first command is held up in its handler; those that come meanwhile make a group. */
class GroupCommitTest {
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final TenantId OTHER_TENANT = new TenantId(UUID.randomUUID());

    private final List<String> log = new ArrayList<>();
    private final List<Collection<String>> readAhead = new ArrayList<>();
    private final AtomicInteger transactions = new AtomicInteger();
    private final CountDownLatch firstHeldUp = new CountDownLatch(1);
    private final CountDownLatch holdUp = new CountDownLatch(1);
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private @Nullable RuntimeException commitFailure;
    private @Nullable RuntimeException readFailure;

    private final GroupCommit groupCommit = new GroupCommit(bus, this::begin, this::read, new TargetAggregates());

    @GroupCommitted
    private record Rename(@TargetAggregateIdentifier String id, TenantId tenantId) implements Command {}

    private record Remove(@TargetAggregateIdentifier String id, TenantId tenantId) implements Command {}

    GroupCommitTest() {
        bus.subscribe(Rename.class.getName(), message -> handle(((Rename) message.getPayload()).id()));
        bus.subscribe(Remove.class.getName(), message -> handle(((Remove) message.getPayload()).id()));
    }

    @AfterEach
    void letGo() {
        holdUp.countDown();
    }

    @Test
    void whatComesMeanwhileSharesATransactionAndAReading() {
        var outcomes = afterTheFirst(List.of("a", "b", "c", "a"));

        assertThat(answers(outcomes)).containsExactly("a", "b", "c", "a");
        assertThat(transactions).hasValue(1);
        assertThat(readAhead).singleElement().satisfies(ids -> assertThat(ids).containsExactly("a", "b", "c"));
        assertThat(log).containsExactly("first", "a", "b", "c", "a", "committed");
    }

    @Test
    void aRefusedOneLeavesTheOthersAlone() {
        var outcomes = afterTheFirst(List.of("a", "refused", "c"));

        assertThat(outcomes.get(1).join().exceptionResult()).isInstanceOf(Rejection.class);
        assertThat(outcomes.get(2).join().getPayload()).isEqualTo("c");
        assertThat(log).containsExactly("first", "a", "refused", "c", "committed");
    }

    @Test
    void ofAGroupWithAFaultyOneEachGoesByItself() {
        var outcomes = afterTheFirst(List.of("a", "faulty", "c"));

        assertThat(outcomes.get(0).join().getPayload()).isEqualTo("a");
        assertThat(outcomes.get(1).join().exceptionResult()).isInstanceOf(IllegalArgumentException.class);
        assertThat(outcomes.get(2).join().getPayload()).isEqualTo("c");
        assertThat(log).contains("rolled back").doesNotContain("committed");
    }

    @Test
    void ofAGroupThatMetAnotherNodeEachGoesByItself() {
        commitFailure = new ConcurrencyException("taken");

        var outcomes = afterTheFirst(List.of("a", "b"));

        assertThat(answers(outcomes)).containsExactly("a", "b");
        assertThat(log).filteredOn("a"::equals).hasSize(2);
    }

    @Test
    void ifNobodyKnowsWhetherItWasCommittedNothingIsDoneTwice() {
        commitFailure = new TransactionSystemException("The connection broke");

        var outcomes = afterTheFirst(List.of("a", "b"));

        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(outcome.join().exceptionResult()).isInstanceOf(TransactionSystemException.class));
        assertThat(log).filteredOn("a"::equals).hasSize(1);
    }

    @Test
    void ifTheConnectionBreaksBeforeAnythingIsCommittedEachGoesByItself() {
        readFailure = new DataAccessResourceFailureException("The connection broke");

        var outcomes = afterTheFirst(List.of("a", "b"));

        assertThat(answers(outcomes)).containsExactly("a", "b");
        assertThat(log).filteredOn("a"::equals).hasSize(1);
    }

    @Test
    void otherCommandsAndOtherTenantsDoNotWait() {
        CompletableFuture<CommandResultMessage<?>> first = send(new Rename("first", TENANT));
        awaitFirst();

        assertThat(groupCommit
                        .dispatch(new GenericCommandMessage<>(new Remove("x", TENANT)))
                        .getPayload())
                .isEqualTo("x");
        assertThat(groupCommit
                        .dispatch(new GenericCommandMessage<>(new Rename("y", OTHER_TENANT)))
                        .getPayload())
                .isEqualTo("y");
        assertThat(first).isNotDone();
    }

    /** @return the outcomes of commands that came while the first was being handled */
    private List<CompletableFuture<CommandResultMessage<?>>> afterTheFirst(List<String> ids) {
        CompletableFuture<CommandResultMessage<?>> first = send(new Rename("first", TENANT));
        awaitFirst();
        List<CompletableFuture<CommandResultMessage<?>>> outcomes = new ArrayList<>();
        for (String id : ids) {
            outcomes.add(send(new Rename(id, TENANT)));
        }
        holdUp.countDown();
        first.join();
        outcomes.forEach(outcome -> await().until(outcome::isDone));
        return outcomes;
    }

    private static List<Object> answers(List<CompletableFuture<CommandResultMessage<?>>> outcomes) {
        List<Object> answers = new ArrayList<>();
        outcomes.forEach(outcome -> answers.add(outcome.join().getPayload()));
        return answers;
    }

    private void awaitFirst() {
        await().until(() -> firstHeldUp.getCount() == 0);
    }

    /** Returns when the command is being handled or stands in the queue. */
    private CompletableFuture<CommandResultMessage<?>> send(Command command) {
        CompletableFuture<CommandResultMessage<?>> outcome = new CompletableFuture<>();
        Thread sender = Thread.ofPlatform()
                .daemon()
                .start(() -> outcome.complete(groupCommit.dispatch(new GenericCommandMessage<>(command))));
        await().until(() -> sender.getState() == Thread.State.WAITING);
        return outcome;
    }

    private synchronized void note(String what) {
        log.add(what);
    }

    private Object handle(String id) throws InterruptedException {
        note(id);
        switch (id) {
            case "first" -> {
                firstHeldUp.countDown();
                holdUp.await();
            }
            case "refused" -> throw Rejection.notFound("Site");
            case "faulty" -> throw new IllegalArgumentException("a bug");
            default -> assertThat(CurrentUnitOfWork.isStarted()).isTrue();
        }
        return id;
    }

    private void read(Collection<String> ids) {
        if (readFailure != null) {
            throw readFailure;
        }
        readAhead.add(ids);
    }

    private Transaction begin() {
        transactions.incrementAndGet();
        return new Transaction() {
            @Override
            public void commit() {
                if (commitFailure != null) {
                    throw commitFailure;
                }
                note("committed");
            }

            @Override
            public void rollback() {
                note("rolled back");
            }
        };
    }
}
