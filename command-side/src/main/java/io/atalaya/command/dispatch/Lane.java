package io.atalaya.command.dispatch;

import io.atalaya.kernel.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;

/** Lets one command, or one group of them, pass at a time. The longer one takes, the larger the next group. */
final class Lane {
    /** Enough that the way to the database and the disk hardly counts, and that a failed group costs little. */
    private static final int LARGEST_GROUP = 64;

    private final String name;
    private final Function<List<CommandMessage<Command>>, Optional<List<CommandResultMessage<?>>>> together;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean taken = new AtomicBoolean();

    /** @param outcome empty if the command must go by itself */
    private record Waiting(
            CommandMessage<Command> message, CompletableFuture<Optional<CommandResultMessage<?>>> outcome) {}

    /** @param together answers with an outcome for each, in order, or with nothing if each must go by itself */
    Lane(String name, Function<List<CommandMessage<Command>>, Optional<List<CommandResultMessage<?>>>> together) {
        this.name = name;
        this.together = together;
    }

    /** @param alone how a command goes by itself, in the calling thread */
    CommandResultMessage<?> pass(
            CommandMessage<Command> message, Function<CommandMessage<Command>, CommandResultMessage<?>> alone) {
        if (taken.compareAndSet(false, true)) {
            try {
                return alone.apply(message);
            } finally {
                leave();
            }
        }
        Waiting waiting = new Waiting(message, new CompletableFuture<>());
        queue.add(waiting);
        letNextPass();
        return waiting.outcome().join().orElseGet(() -> alone.apply(message));
    }

    private void leave() {
        taken.set(false);
        letNextPass();
    }

    /** In a thread of its own, so that nobody waits for those behind. */
    private void letNextPass() {
        if (!queue.isEmpty() && taken.compareAndSet(false, true)) {
            boolean started = false;
            try {
                Thread.ofVirtual().name(name).start(this::passAll);
                started = true;
            } finally {
                if (!started) {
                    taken.set(false);
                }
            }
        }
    }

    private void passAll() {
        try {
            for (List<Waiting> group = next(); !group.isEmpty(); group = next()) {
                pass(group);
            }
        } finally {
            leave();
        }
    }

    private List<Waiting> next() {
        List<Waiting> group = new ArrayList<>();
        Waiting waiting;
        while (group.size() < LARGEST_GROUP && (waiting = queue.poll()) != null) {
            group.add(waiting);
        }
        return group;
    }

    private void pass(List<Waiting> group) {
        try {
            together.apply(group.stream().map(Waiting::message).toList()).ifPresent(outcomes -> {
                for (int i = 0; i < group.size(); i++) {
                    group.get(i).outcome().complete(Optional.of(outcomes.get(i)));
                }
            });
        } finally {
            group.forEach(waiting -> waiting.outcome().complete(Optional.empty()));
        }
    }
}
