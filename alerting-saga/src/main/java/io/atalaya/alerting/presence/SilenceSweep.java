package io.atalaya.alerting.presence;

import io.atalaya.alerting.SystemCommands;
import io.atalaya.contract.device.command.MarkDeviceOffline;
import io.atalaya.kernel.access.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Looks for devices that have been silent for too long, and tells them that they went offline. Not before presence has
 * handled all reports that may have come in that time, and only for silence during which somebody was here to listen:
 * after a break, such as a restart, each device has its full time again. One node sweeps at a time.
 */
@Component
public class SilenceSweep {
    private static final int DEVICES_PER_TRANSACTION = 100;
    /** How long a report may take from its reception into the log; a slower one finds its device taken for offline. */
    private static final Duration COMMIT_TIME = Duration.ofSeconds(1);

    private static final Duration SHORTEST_BREAK = Duration.ofSeconds(10);
    private static final int SWEEPS_MISSED = 5;

    private final PresenceTable table;
    private final WatchTable watches;
    private final TelemetryProgress progress;
    private final SystemCommands commands;
    private final TransactionManager transactions;
    private final PresenceSettings settings;
    private final Clock clock;
    private final Duration longestBreak;

    SilenceSweep(
            PresenceTable table,
            WatchTable watches,
            TelemetryProgress progress,
            SystemCommands commands,
            TransactionManager transactions,
            PresenceSettings settings,
            Clock clock) {
        this.table = table;
        this.watches = watches;
        this.progress = progress;
        this.commands = commands;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
        Duration missed = settings.sweepEvery().multipliedBy(SWEEPS_MISSED);
        this.longestBreak = missed.compareTo(SHORTEST_BREAK) > 0 ? missed : SHORTEST_BREAK;
    }

    /**
     * Goes on until nobody is left, looking up in between: many devices take a while, which must not pass for a break.
     *
     * @throws SweepFailed if something could not be written; the next sweep finds the same devices again
     */
    public void sweep() {
        int taken;
        do {
            Watch watch = inTransaction(this::look);
            taken = watch.silentSince(settings.certainlySilentAfter().plus(COMMIT_TIME))
                    .map(lastSeenUntil -> inTransaction(() -> takeOffline(lastSeenUntil)))
                    .orElse(0);
        } while (taken == DEVICES_PER_TRANSACTION);
    }

    private Watch look() {
        Watch before = watches.lock();
        Instant now = clock.instant();
        Watch watch = before.look(now, longestBreak, progress.hasReached(before.markPosition()), progress.head());
        watches.save(watch);
        return watch;
    }

    private int takeOffline(Instant lastSeenUntil) {
        List<Presence> gone = table.takeOffline(lastSeenUntil, settings.offlineAfter(), DEVICES_PER_TRANSACTION);
        for (Presence device : gone) {
            commands.send(
                    new MarkDeviceOffline(
                            device.deviceId(), device.tenantId(), device.lastSeenAt(), device.changedAt()),
                    PresenceFollower.PROCESSING_GROUP);
        }
        return gone.size();
    }

    private <R> R inTransaction(Callable<R> work) {
        return TenantScope.everyTenant(() -> {
            UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(new GenericMessage<>("sweep"));
            unitOfWork.attachTransaction(transactions);
            var result = unitOfWork.executeWithResult(work);
            if (result.isExceptional()) {
                throw new SweepFailed(result.exceptionResult());
            }
            return result.getPayload();
        });
    }

    /** The transaction was rolled back. */
    static final class SweepFailed extends RuntimeException {
        SweepFailed(Throwable cause) {
            super("The sweep for silent devices failed", cause);
        }
    }
}
