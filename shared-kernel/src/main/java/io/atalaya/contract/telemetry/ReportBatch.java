package io.atalaya.contract.telemetry;

import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;

/**
 * Successive reports of the telemetry log, as its followers are given them: what has to be done per event, they do per
 * batch. It is not stored itself.
 *
 * @param partition all reports of a device are in the same one, and in order
 * @param reports not empty
 */
public record ReportBatch(int partition, List<EventMessage<ReadingsRecorded>> reports) {}
