package io.atalaya.command.dispatch;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.messaging.AppendedPositions;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Sends a caller's command and waits for its outcome. Two nodes may decide on the same aggregate at once; the loser of
 * that race finds the unique (aggregate, sequence) constraint in its way, reads again and decides again.
 */
@Component
public final class CommandDispatcher {
    private static final int ATTEMPTS = 12;

    private final GroupCommit groupCommit;
    private final AppendedPositions positions;

    CommandDispatcher(GroupCommit groupCommit, AppendedPositions positions) {
        this.groupCommit = groupCommit;
        this.positions = positions;
    }

    /**
     * @return what the handler answered, and where its last event stands in the log
     * @throws Rejection if the command is refused; nothing has changed then
     */
    public <R> Receipt<R> send(Command command, Caller caller) {
        return send(command, caller.metadata());
    }

    /**
     * As {@link #send(Command, Caller)}, for requests of people who have not logged in yet.
     *
     * @param metadata who acts and from where, by MetadataKeys
     */
    public <R> Receipt<R> send(Command command, Map<String, Object> metadata) {
        CommandMessage<Command> message =
                GenericCommandMessage.<Command>asCommandMessage(command).withMetaData(metadata);
        for (int attempt = 1; ; attempt++) {
            positions.expect(message.getIdentifier());
            try {
                R result = dispatch(message);
                return new Receipt<>(result, positions.take(message.getIdentifier()));
            } catch (AggregateNotFoundException absent) {
                throw Rejection.notFound("Resource");
            } catch (ConcurrencyException | AggregateStreamCreationException | TransientDataAccessException conflict) {
                if (attempt == ATTEMPTS) {
                    throw Rejection.of(
                            Rejection.Code.CONCURRENT_CHANGE, "The resource is being changed by others; try again");
                }
                backOff(attempt);
            } finally {
                positions.take(message.getIdentifier());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private <R> R dispatch(CommandMessage<Command> message) {
        CommandResultMessage<?> result = groupCommit.dispatch(message);
        if (result.isExceptional()) {
            throw asUnchecked(result.exceptionResult());
        }
        return (R) result.getPayload();
    }

    private static RuntimeException asUnchecked(Throwable failure) {
        return switch (failure) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException("A command handler failed", failure);
        };
    }

    /** Full jitter, so that two nodes do not meet again and again. */
    private static void backOff(int attempt) {
        long ceiling = TimeUnit.MILLISECONDS.toNanos(Math.min(1L << attempt, 64));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(ceiling));
    }
}
