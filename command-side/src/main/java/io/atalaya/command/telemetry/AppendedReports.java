package io.atalaya.command.telemetry;

import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;

/** Is told what this node has appended to the telemetry log. */
@FunctionalInterface
public interface AppendedReports {
    /**
     * Called once they are durable, by one thread at a time and in the log's order.
     *
     * @param positions in the log, by event id
     */
    void appended(List<? extends EventMessage<ReadingsRecorded>> reports, Map<String, Long> positions);
}
