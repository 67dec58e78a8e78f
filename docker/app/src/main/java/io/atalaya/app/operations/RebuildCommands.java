package io.atalaya.app.operations;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.atalaya.contract.operation.command.CancelRebuild;
import io.atalaya.contract.operation.command.RebuildProjection;
import io.atalaya.contract.operation.event.ProjectionRebuildCancelled;
import io.atalaya.contract.operation.event.ProjectionRebuildRequested;
import io.atalaya.kernel.Rejection;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Takes orders for rebuilds. What is ordered is done by whichever node gets to it, even if this one ends meanwhile. */
@Component
class RebuildCommands {
    private final RebuildTable rebuilds;
    private final LogReadings logs;
    private final ObjectProvider<EventProcessingConfiguration> processing;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final OneTimeTask<Void> rebuildTask;
    private final EventGateway events;
    private final Clock clock;

    RebuildCommands(
            RebuildTable rebuilds,
            LogReadings logs,
            ObjectProvider<EventProcessingConfiguration> processing,
            ObjectProvider<SchedulerClient> scheduler,
            OneTimeTask<Void> rebuildTask,
            EventGateway events,
            Clock clock) {
        this.rebuilds = rebuilds;
        this.logs = logs;
        this.processing = processing;
        this.scheduler = scheduler;
        this.rebuildTask = rebuildTask;
        this.events = events;
        this.clock = clock;
    }

    @CommandHandler
    void handle(RebuildProjection command) {
        String processor = command.processor();
        ReadModelTables.of(processor, processing.getObject().eventProcessors().containsKey(processor));
        if (ReadModelTables.OF_TELEMETRY.contains(processor) && logs.hasForgottenReports()) {
            throw Rejection.of(
                    Rejection.Code.NOT_REBUILDABLE, "Reports that its read model is made of are not kept any more");
        }
        // The task of the one before may be about to end.
        if (!rebuilds.request(processor, command.checkOnly())
                || !scheduler.getObject().scheduleIfNotExists(rebuildTask.instance(processor), clock.instant())) {
            throw Rejection.of(
                    Rejection.Code.REBUILD_RUNNING, "A read model is being built anew; ask again when that is done");
        }
        events.publish(new ProjectionRebuildRequested(command.tenantId(), processor, command.checkOnly()));
    }

    /** Whoever builds it notices before its next transaction ends. */
    @CommandHandler
    void handle(CancelRebuild command) {
        if (!rebuilds.cancelled(command.processor())) {
            throw Rejection.notFound("Running rebuild");
        }
        events.publish(new ProjectionRebuildCancelled(command.tenantId(), command.processor()));
    }
}
