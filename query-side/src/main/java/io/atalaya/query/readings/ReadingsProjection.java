package io.atalaya.query.readings;

import io.atalaya.contract.telemetry.ReportBatch;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.query.Page;
import io.atalaya.query.sites.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Follows the telemetry log and keeps raw readings, latest values and when each device was last heard of. */
@Component
@ProcessingGroup(ReadingsProjection.PROCESSING_GROUP)
public class ReadingsProjection {
    public static final String PROCESSING_GROUP = "readings";

    private final ReadingsWriter writer;
    private final ReadingsStore store;
    private final Whereabouts whereabouts;

    ReadingsProjection(ReadingsWriter writer, ReadingsStore store, Whereabouts whereabouts) {
        this.writer = writer;
        this.store = store;
        this.whereabouts = whereabouts;
    }

    /** Collects the batch's reports; they are written together before the batch commits. */
    @EventHandler
    void on(ReportBatch part, UnitOfWork<?> unitOfWork) {
        UnitOfWork<?> root = unitOfWork.root();
        List<ReadingsRecorded> batch = root.getOrComputeResource(PROCESSING_GROUP, key -> {
            List<ReadingsRecorded> reports = new ArrayList<>();
            root.onPrepareCommit(committing -> writer.save(reports));
            return reports;
        });
        part.reports().forEach(report -> batch.add(report.getPayload()));
    }

    @ResetHandler
    void reset() {
        writer.clear();
    }

    @QueryHandler
    Page<ReadingView> find(FindReadings query) {
        whereabouts.requireDevice(query, query.deviceId());
        return store.find(query);
    }

    @QueryHandler
    LatestView find(FindLatestReadings query) {
        whereabouts.requireDevice(query, query.deviceId());
        return new LatestView(query.deviceId(), store.latest(query));
    }
}
