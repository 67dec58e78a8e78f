package io.atalaya.app.model;

import io.atalaya.alerting.SystemCommands;
import io.atalaya.alerting.SystemCommandsOn;
import io.atalaya.alerting.escalation.AlertEscalation;
import io.atalaya.alerting.escalation.AlertTimerDue;
import io.atalaya.alerting.service.TicketService;
import io.atalaya.alerting.service.TicketTimerDue;
import io.atalaya.app.support.StandingClock;
import io.atalaya.command.alert.AlertsInMemory;
import io.atalaya.command.escalation.EscalationSettings;
import io.atalaya.command.ticket.TicketsInMemory;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Inhibition;
import io.atalaya.contract.alert.command.InhibitAlert;
import io.atalaya.contract.alert.command.LiftInhibition;
import io.atalaya.contract.alert.command.PageAlert;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.AbstractSagaManager;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.test.deadline.StubDeadlineManager;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates and sagas of alerts and tickets over a log in memory. Each saga follows the log at a pace of its own;
 * deadlines fire when time is put forward; a restart leaves nothing but what is stored.
 */
final class SmallAtalaya {
    static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    static final UserId TECHNICIAN = UserId.of("00000000-0000-0000-0000-000000000011");
    static final EscalationSettings SETTINGS = new EscalationSettings(
            Duration.ofHours(1), 3, Duration.ofMinutes(10), 5, Duration.ofMinutes(30), Duration.ofDays(30));

    private final StandingClock clock = new StandingClock();
    private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
    private final StubDeadlineManager deadlines = new StubDeadlineManager(clock.instant());
    private final List<Firing> fired = new ArrayList<>();
    private final Map<UUID, Inhibition> explanations = new LinkedHashMap<>();
    private final Set<AlertId> takenUp = new HashSet<>();
    private final Configuration axon;
    private final SystemCommands commands;
    private final List<Follower> followers;

    private record Firing(ScopeDescriptor scope, DeadlineMessage<?> message) {}

    /** Something that handles each event of the log once, some time after it was appended. */
    private static final class Follower {
        private Consumer<EventMessage<?>> handler;
        private int position;

        Follower(Consumer<EventMessage<?>> handler) {
            this.handler = handler;
        }
    }

    private AnnotatedSagaManager<AlertEscalation> escalation;
    private AnnotatedSagaManager<TicketService> service;
    private final JsonSagaStore escalations = new JsonSagaStore();
    private final JsonSagaStore services = new JsonSagaStore();

    SmallAtalaya() {
        Configurer configurer =
                DefaultConfigurer.defaultConfiguration(false).configureEmbeddedEventStore(configuration -> engine);
        AlertsInMemory.configure(configurer, SETTINGS, clock);
        TicketsInMemory.configure(configurer, TENANT, TECHNICIAN, clock);
        axon = configurer.start();
        commands = SystemCommandsOn.bus(axon.commandBus());
        escalation = manager(AlertEscalation.class, escalations);
        service = manager(TicketService.class, services);
        followers = List.of(
                new Follower(this::explain),
                new Follower(event -> handle(escalation, event)),
                new Follower(event -> handle(service, event)));
    }

    private <T> AnnotatedSagaManager<T> manager(Class<T> type, JsonSagaStore store) {
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(type),
                new SimpleResourceParameterResolverFactory(List.of(deadlines, commands)));
        return AnnotatedSagaManager.<T>builder()
                .sagaType(type)
                .parameterResolverFactory(parameters)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .sagaRepository(AnnotatedSagaRepository.<T>builder()
                        .sagaType(type)
                        .parameterResolverFactory(parameters)
                        .sagaStore(store)
                        .build())
                .build();
    }

    private static void handle(AnnotatedSagaManager<?> manager, EventMessage<?> event) {
        within(event, () -> {
            manager.handle(event, Segment.ROOT_SEGMENT);
            return event;
        });
    }

    private static <R> R within(Message<?> message, Callable<R> work) {
        var result = DefaultUnitOfWork.startAndGet(message).executeWithResult(work);
        if (result.isExceptional()) {
            throw new IllegalStateException(result.exceptionResult());
        }
        return result.getPayload();
    }

    /** What the suppression's follower does with its tables, done with a map. */
    private void explain(EventMessage<?> event) {
        if (event.getPayload() instanceof AlertRaised raised) {
            explanations.forEach((cause, inhibition) ->
                    commands.send(new InhibitAlert(raised.alertId(), TENANT, inhibition, cause), "suppression"));
            commands.send(new PageAlert(raised.alertId(), TENANT), "suppression");
            takenUp.add(raised.alertId());
        }
    }

    /** Whether it is known what may suppress the alert, so that people can be told. */
    boolean hasTakenUp(AlertId alertId) {
        return takenUp.contains(alertId);
    }

    void beginExplaining(UUID cause, Inhibition inhibition, List<AlertId> open) {
        followAll();
        explanations.put(cause, inhibition);
        open.forEach(alert -> commands.send(new InhibitAlert(alert, TENANT, inhibition, cause), "suppression"));
    }

    void endExplaining(UUID cause, Inhibition inhibition, List<AlertId> open) {
        followAll();
        explanations.remove(cause);
        open.forEach(alert -> commands.send(new LiftInhibition(alert, TENANT, inhibition, cause), "suppression"));
    }

    /** @throws Rejection if it is refused */
    @Nullable
    Object send(Command command) {
        FutureCallback<Command, Object> outcome = new FutureCallback<>();
        axon.commandBus().dispatch(GenericCommandMessage.asCommandMessage(command), outcome);
        if (outcome.getResult().isExceptional()) {
            throw (RuntimeException) outcome.getResult().exceptionResult();
        }
        return outcome.getResult().getPayload();
    }

    Instant now() {
        return clock.instant();
    }

    /** Everything that happened, in order. */
    List<Object> log() {
        return messages().<Object>map(EventMessage::getPayload).toList();
    }

    private Stream<? extends EventMessage<?>> messages() {
        return engine.readEvents(null, false);
    }

    /** Lets one follower handle what it has not handled yet, but only so many events. */
    void follow(int which, int atMost) {
        Follower follower = followers.get(which % followers.size());
        List<? extends EventMessage<?>> events =
                messages().skip(follower.position).limit(atMost).toList();
        for (EventMessage<?> event : events) {
            follower.handler.accept(event);
            follower.position++;
        }
    }

    /** Lets all of them catch up, also with what comes of that. */
    void followAll() {
        for (long before = -1; before != engine.readEvents(null, false).count(); ) {
            before = engine.readEvents(null, false).count();
            for (int which = 0; which < followers.size(); which++) {
                follow(which, Integer.MAX_VALUE);
            }
        }
    }

    void passTime(Duration time) {
        Instant until = now().plus(time);
        deadlines.advanceTimeTo(until, this::fire);
        turnTo(until);
    }

    private void fire(ScopeDescriptor scope, DeadlineMessage<?> message) {
        turnTo(deadlines.getCurrentDateTime());
        Firing firing = new Firing(scope, message);
        fired.add(firing);
        deliver(firing);
    }

    private void turnTo(Instant instant) {
        if (instant.isAfter(now())) {
            clock.advance(Duration.between(now(), instant));
        }
    }

    private void deliver(Firing firing) {
        within(firing.message(), () -> {
            AbstractSagaManager<?> saga = escalation.canResolve(firing.scope()) ? escalation : service;
            saga.send(firing.message(), firing.scope());
            return firing;
        });
    }

    /** A deadline that fired already fires once more, as happens when a node dies before it could say that it did. */
    void fireAgain(int which) {
        if (!fired.isEmpty()) {
            deliver(fired.get(which % fired.size()));
        }
    }

    void restart() {
        escalation = manager(AlertEscalation.class, escalations);
        service = manager(TicketService.class, services);
    }

    /** Those that will fire: subject, timer and generation. */
    List<String> deadlines() {
        return deadlines.getScheduledDeadlines().stream()
                .map(deadline -> switch (deadline.deadlineMessage().getPayload()) {
                    case AlertTimerDue due -> due.alertId() + " " + due.timer() + " " + due.generation();
                    case TicketTimerDue due -> due.ticketId() + " " + due.timer() + " " + due.generation();
                    default -> throw new IllegalStateException("No timer's: " + deadline);
                })
                .sorted()
                .toList();
    }
}
