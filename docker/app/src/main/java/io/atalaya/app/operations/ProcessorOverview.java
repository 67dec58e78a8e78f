package io.atalaya.app.operations;

import io.atalaya.app.operations.ProcessorView.SegmentView;
import io.atalaya.query.consistency.StoredTokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How all that follows a log does, on whichever nodes it runs. */
@Component
public class ProcessorOverview {
    private final ObjectProvider<EventProcessingConfiguration> processing;
    private final RebuildTable rebuilds;
    private final JdbcClient jdbc;
    private final Serializer serializer;

    ProcessorOverview(
            ObjectProvider<EventProcessingConfiguration> processing,
            RebuildTable rebuilds,
            JdbcClient jdbc,
            Serializer serializer) {
        this.processing = processing;
        this.rebuilds = rebuilds;
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    public List<ProcessorView> all() {
        long domainHead = head("domain_event");
        long telemetryHead = head("telemetry_event");
        Map<String, List<SegmentView>> segments = segments();
        Map<String, Long> deadLetters = deadLetters();
        Map<String, RebuildView> last = rebuilds.views(domainHead, telemetryHead).stream()
                .collect(Collectors.toMap(RebuildView::processor, Function.identity()));
        return processing.getObject().eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .sorted(Comparator.comparing(EventProcessor::getName))
                .map(processor -> {
                    String name = processor.getName();
                    boolean ofTelemetry = processor instanceof TrackingEventProcessor;
                    long head = ofTelemetry ? telemetryHead : domainHead;
                    List<SegmentView> own = segments.getOrDefault(name, List.of());
                    long slowest =
                            own.stream().mapToLong(SegmentView::position).min().orElse(0);
                    return new ProcessorView(
                            name,
                            ofTelemetry ? "telemetry" : "domain",
                            head,
                            Math.max(0, head - slowest),
                            own,
                            ReadModelTables.OF.containsKey(name),
                            deadLetters.getOrDefault(name, 0L),
                            last.get(name));
                })
                .toList();
    }

    private long head(String table) {
        return jdbc.sql("select coalesce(max(global_index), 0) from " + table)
                .query(Long.class)
                .single();
    }

    private Map<String, List<SegmentView>> segments() {
        return jdbc
                .sql("select processor_name, segment, token, token_type, owner from token_entry"
                        + " order by processor_name, segment")
                .query((row, number) -> Map.entry(
                        row.getString("processor_name"),
                        new SegmentView(
                                row.getInt("segment"),
                                position(row),
                                row.getString("owner"),
                                failure(row.getString("processor_name"), row.getInt("segment")))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private long position(ResultSet row) throws SQLException {
        TrackingToken stored = StoredTokens.read(row, serializer);
        TrackingToken lower = stored == null ? null : WrappedToken.unwrapLowerBound(stored);
        return lower == null ? 0 : lower.position().orElse(0);
    }

    private @Nullable String failure(String processor, int segment) {
        EventTrackerStatus status = processing
                .getObject()
                .eventProcessor(processor, StreamingEventProcessor.class)
                .map(streaming -> streaming.processingStatus().get(segment))
                .orElse(null);
        return status == null || !status.isErrorState() ? null : String.valueOf(status.getError());
    }

    private Map<String, Long> deadLetters() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("select processing_group, count(*) as letters from dead_letter_entry group by processing_group")
                .query(row -> {
                    counts.put(row.getString("processing_group"), row.getLong("letters"));
                });
        return counts;
    }
}
