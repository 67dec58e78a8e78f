package io.atalaya.app.operations;

import io.atalaya.app.axon.ReportSource;
import io.atalaya.contract.telemetry.ReportBatch;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** The telemetry log in batches, as its followers get them. */
final class ReportLogReading implements LogReading {
    private final ReportSource log;
    private @Nullable TrackingToken reached;

    /** @param reached {@code null} for the log's begin */
    ReportLogReading(ReportSource log, @Nullable TrackingToken reached) {
        this.log = log;
        this.reached = reached;
    }

    @Override
    public @Nullable Part next() {
        TrackedEventMessage<ReportBatch> batch = log.batchAfter(reached);
        if (batch == null) {
            return null;
        }
        reached = batch.trackingToken();
        return new Part(List.of(batch), batch.getPayload().reports().size(), batch.trackingToken());
    }
}
