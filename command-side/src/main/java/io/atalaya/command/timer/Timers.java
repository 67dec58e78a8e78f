package io.atalaya.command.timer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.contract.timer.event.TimerCancelled;
import io.atalaya.contract.timer.event.TimerEvent;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;

/**
 * The timers of one aggregate, at most one of a kind, each with a generation that no other of the aggregate ever has. A
 * member of the aggregate, so that it sees the timers' events.
 *
 * @param <T> the kinds
 */
public final class Timers<T extends Enum<T>> {
    private final TimerSubject subject;
    private final UUID subjectId;
    private final TenantId tenantId;
    private final Class<T> kinds;
    private final Map<T, Integer> generations;
    private int lastGeneration;

    public Timers(TimerSubject subject, UUID subjectId, TenantId tenantId, Class<T> kinds) {
        this.subject = subject;
        this.subjectId = subjectId;
        this.tenantId = tenantId;
        this.kinds = kinds;
        this.generations = new EnumMap<>(kinds);
    }

    public boolean isSet(T timer) {
        return generations.containsKey(timer);
    }

    /** Whether this very timer is set now, and not an earlier or a later one of its kind. */
    public boolean isSet(T timer, int generation) {
        Integer present = generations.get(timer);
        return present != null && present == generation;
    }

    public void set(T timer, Instant dueAt) {
        apply(new TimerSet(tenantId, subject, subjectId, timer.name(), lastGeneration + 1, dueAt));
    }

    /** @param reason for whoever asks why it did not fire */
    public void cancel(T timer, String reason) {
        Integer generation = generations.get(timer);
        if (generation != null) {
            apply(new TimerCancelled(tenantId, subject, subjectId, timer.name(), generation, reason));
        }
    }

    public void cancelAll(String reason) {
        List.copyOf(generations.keySet()).forEach(timer -> cancel(timer, reason));
    }

    public void fire(T timer, int generation) {
        apply(new TimerFired(tenantId, subject, subjectId, timer.name(), generation));
    }

    @EventSourcingHandler
    void on(TimerEvent event) {
        T timer = Enum.valueOf(kinds, event.timer());
        switch (event) {
            case TimerSet set -> {
                generations.put(timer, set.generation());
                lastGeneration = set.generation();
            }
            case TimerFired fired -> generations.remove(timer, fired.generation());
            case TimerCancelled cancelled -> generations.remove(timer, cancelled.generation());
        }
    }
}
