package io.atalaya.command.maintenance;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.command.directory.Directory;
import io.atalaya.command.timer.Timers;
import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.contract.maintenance.command.CancelMaintenance;
import io.atalaya.contract.maintenance.command.FireMaintenanceTimer;
import io.atalaya.contract.maintenance.command.PlanMaintenance;
import io.atalaya.contract.maintenance.event.MaintenanceBegan;
import io.atalaya.contract.maintenance.event.MaintenanceCancelled;
import io.atalaya.contract.maintenance.event.MaintenanceEnded;
import io.atalaya.contract.maintenance.event.MaintenancePlanned;
import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.kernel.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * Work on devices, from one moment to another. While it is planned, its beginning's timer is set; while it is under way,
 * its end's; after that, none.
 */
@Aggregate
class Maintenance extends TenantOwned {
    private static final Duration LONGEST = Duration.ofDays(366);

    @AggregateIdentifier
    private MaintenanceId maintenanceId;

    private MaintenancePlanned plan;
    private boolean underWay;
    private boolean over;

    @AggregateMember
    private Timers<MaintenanceTimer> timers;

    @SuppressWarnings("NullAway.Init")
    Maintenance() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PlanMaintenance command, Directory directory, Clock clock) {
        if (maintenanceId != null) {
            return;
        }
        requireSane(command, clock.instant());
        MaintenanceScope scope = command.scope();
        directory.requireDevice(command.tenantId(), scope.deviceId(), "deviceId");
        directory.requireAsset(command.tenantId(), scope.assetId());
        directory.requireSite(command.tenantId(), scope.siteId());
        apply(new MaintenancePlanned(
                command.maintenanceId(), command.tenantId(), scope, command.from(), command.to(), command.reason()));
        if (command.from().isAfter(clock.instant())) {
            timers.set(MaintenanceTimer.BEGIN, command.from());
        } else {
            begin();
        }
    }

    private static void requireSane(PlanMaintenance command, Instant now) {
        if (!command.to().isAfter(command.from()) || !command.to().isAfter(now)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "to", "must be in the future, and later than from");
        }
        if (command.to().isAfter(now.plus(LONGEST))
                || Duration.between(command.from(), command.to()).compareTo(LONGEST) > 0) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "to", "must be within a year, as must all of the maintenance");
        }
    }

    @CommandHandler
    void handle(CancelMaintenance command) {
        if (over) {
            return;
        }
        if (underWay) {
            apply(new MaintenanceEnded(maintenanceId, command.tenantId()));
        } else {
            apply(new MaintenanceCancelled(maintenanceId, command.tenantId()));
        }
        timers.cancelAll("it was cancelled");
    }

    @CommandHandler
    void handle(FireMaintenanceTimer command) {
        MaintenanceTimer timer = MaintenanceTimer.valueOf(command.timer());
        if (!timers.isSet(timer, command.generation())) {
            return;
        }
        timers.fire(timer, command.generation());
        switch (timer) {
            case BEGIN -> begin();
            case END -> apply(new MaintenanceEnded(maintenanceId, command.tenantId()));
        }
    }

    private void begin() {
        apply(new MaintenanceBegan(maintenanceId, plan.tenantId(), plan.scope()));
        timers.set(MaintenanceTimer.END, plan.to());
    }

    @EventSourcingHandler
    void on(MaintenancePlanned event) {
        maintenanceId = event.maintenanceId();
        tenantId = event.tenantId();
        plan = event;
        timers =
                new Timers<>(TimerSubject.MAINTENANCE, maintenanceId.value(), event.tenantId(), MaintenanceTimer.class);
    }

    @EventSourcingHandler
    void on(MaintenanceBegan event) {
        underWay = true;
    }

    @EventSourcingHandler
    void on(MaintenanceEnded event) {
        underWay = false;
        over = true;
    }

    @EventSourcingHandler
    void on(MaintenanceCancelled event) {
        over = true;
    }
}
