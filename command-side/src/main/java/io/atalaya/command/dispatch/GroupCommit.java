package io.atalaya.command.dispatch;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.kernel.messaging.GroupCommitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.UnexpectedRollbackException;

/**
 * Lets commands of one tenant that come at the same time share a transaction: to begin one, go to the database and back
 * and wait for the disk costs far more than to decide. One that finds its tenant's lane free goes by itself at once, and
 * those that come meanwhile go together after it. A group that fails leaves nothing behind, and each of it goes again by
 * itself.
 *
 * @see GroupCommitted
 */
@Component
final class GroupCommit {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final String GROUP = "group of commands";

    private final CommandBus commandBus;
    private final TransactionManager transactions;
    private final ReadAhead readAhead;
    private final TargetAggregates targets;
    private final Map<TenantId, Lane> lanes = new ConcurrentHashMap<>();

    GroupCommit(CommandBus commandBus, TransactionManager transactions, ReadAhead readAhead, TargetAggregates targets) {
        this.commandBus = commandBus;
        this.transactions = transactions;
        this.readAhead = readAhead;
        this.targets = targets;
    }

    /** @return what became of it; whatever it changed is committed */
    CommandResultMessage<?> dispatch(CommandMessage<Command> message) {
        if (!mayShare(message)) {
            return dispatchAlone(message);
        }
        Lane lane = lanes.computeIfAbsent(message.getPayload().tenantId(), tenantId -> lane(tenantId));
        return lane.pass(message, this::dispatchAlone);
    }

    /** Of members who are limited to sites, a check inside the transaction may spoil it for the others. */
    private static boolean mayShare(CommandMessage<Command> message) {
        return message.getPayloadType().isAnnotationPresent(GroupCommitted.class)
                && !CurrentUnitOfWork.isStarted()
                && SiteLimit.of(message.getMetaData()).isNone();
    }

    private Lane lane(TenantId tenantId) {
        return new Lane("commands-" + tenantId, group -> TenantScope.tenant(tenantId, () -> dispatchTogether(group)));
    }

    private CommandResultMessage<?> dispatchAlone(CommandMessage<Command> message) {
        FutureCallback<Command, Object> outcome = new FutureCallback<>();
        commandBus.dispatch(message, outcome);
        return outcome.getResult();
    }

    /** @return each one's outcome, or nothing if they have changed nothing and must go by themselves */
    private Optional<List<CommandResultMessage<?>>> dispatchTogether(List<CommandMessage<Command>> group) {
        UnitOfWork<?> shared = DefaultUnitOfWork.startAndGet(new GenericMessage<>(GROUP));
        boolean committing = false;
        try {
            shared.attachTransaction(transactions);
            readAhead.read(group.stream()
                    .map(message -> targets.resolveTarget(message).getIdentifier())
                    .distinct()
                    .toList());
            List<CommandResultMessage<?>> outcomes = new ArrayList<>();
            for (CommandMessage<Command> message : group) {
                CommandResultMessage<?> outcome = dispatchAlone(message);
                if (outcome.isExceptional() && !isRefusal(outcome.exceptionResult())) {
                    throw new IllegalStateException("A command of a group failed", outcome.exceptionResult());
                }
                outcomes.add(outcome);
            }
            committing = true;
            shared.commit();
            return Optional.of(outcomes);
        } catch (RuntimeException failure) {
            if (shared.isActive()) {
                shared.rollback(failure);
            }
            boolean uncertain = committing && isUncertain(failure);
            // Without a connection for all of them, there is none for each.
            if (uncertain || failure instanceof CannotCreateTransactionException) {
                CommandResultMessage<?> failed = GenericCommandResultMessage.asCommandResultMessage(failure);
                return Optional.of(group.stream()
                        .<CommandResultMessage<?>>map(message -> failed)
                        .toList());
            }
            log.debug("{} commands go by themselves", group.size(), failure);
            return Optional.empty();
        }
    }

    /** Nothing has been written for such a one. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof Rejection || failure instanceof AggregateNotFoundException;
    }

    /** If the connection broke in the commit, the events may be there all the same. */
    private static boolean isUncertain(RuntimeException failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransactionException && !(failure instanceof UnexpectedRollbackException);
    }
}
