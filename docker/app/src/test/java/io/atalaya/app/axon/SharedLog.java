package io.atalaya.app.axon;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** A telemetry log that two nodes append to, as one of them sees it: what the other commits may come out of order. */
final class SharedLog {
    static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final int GAP_REACH = 10_000;

    private final SortedMap<Long, EventMessage<ReadingsRecorded>> committed = new TreeMap<>();
    private final List<Long> openOfOther = new ArrayList<>();
    private final RecentReports recent = new RecentReports();
    private long next = 1;
    private int reads;

    ReportSource source() {
        EventStorageEngine engine = mock();
        when(engine.readEvents(any(), anyBoolean()))
                .thenAnswer(call -> read(call.getArgument(0, GapAwareTrackingToken.class)));
        return new ReportSource(engine, recent);
    }

    /** By this node: they are known before anybody looks. */
    void appendHere(int reports, int device) {
        appendHere(reports, device, 1);
    }

    void appendHere(int reports, int device, int readings) {
        List<EventMessage<ReadingsRecorded>> appended = new ArrayList<>();
        Map<String, Long> positions = new TreeMap<>();
        for (int report = 0; report < reports; report++) {
            long position = next++;
            EventMessage<ReadingsRecorded> event = report(position, device, readings);
            committed.put(position, event);
            appended.add(event);
            positions.put(event.getIdentifier(), position);
        }
        recent.appended(appended, positions);
    }

    /** By the other node, whose transaction takes a position and commits later. */
    void beginElsewhere() {
        openOfOther.add(next++);
    }

    void commitElsewhere(int device) {
        if (!openOfOther.isEmpty()) {
            long position = openOfOther.removeFirst();
            committed.put(position, report(position, device, 1));
        }
    }

    /** As the watcher does. */
    void look() {
        if (!committed.isEmpty()) {
            recent.reached(committed.lastKey());
        }
    }

    List<String> committed() {
        return committed.values().stream().map(EventMessage::getIdentifier).toList();
    }

    /** How often PostgreSQL would have been asked. */
    int reads() {
        return reads;
    }

    private Stream<TrackedEventMessage<?>> read(@Nullable GapAwareTrackingToken token) {
        reads++;
        GapAwareTrackingToken reached = token == null ? GapAwareTrackingToken.newInstance(0, new TreeSet<>()) : token;
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        for (Map.Entry<Long, EventMessage<ReadingsRecorded>> entry : committed.entrySet()) {
            boolean missed = reached.getGaps().contains(entry.getKey());
            if (entry.getKey() > reached.getIndex() || missed) {
                reached = reached.advanceTo(entry.getKey(), GAP_REACH);
                events.add(new GenericTrackedEventMessage<>(reached, entry.getValue()));
            }
        }
        return events.stream();
    }

    private static EventMessage<ReadingsRecorded> report(long position, int device, int readings) {
        Reading reading = new Reading("temperature", 4, null, 100, NOW);
        return new GenericEventMessage<>(
                Long.toString(position),
                new ReadingsRecorded(
                        TENANT, new DeviceId(new UUID(0, device)), null, NOW, Collections.nCopies(readings, reading)),
                Map.of(),
                NOW);
    }
}
