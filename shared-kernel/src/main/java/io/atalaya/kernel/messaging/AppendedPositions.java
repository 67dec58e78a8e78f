package io.atalaya.kernel.messaging;

import io.atalaya.kernel.MetadataKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Where in a log the events of a unit of work ended up. The storage engine reports each append here; whoever sent the
 * command asks for the last position afterwards and gives it to the client as {@code X-Position}.
 */
public final class AppendedPositions {
    private static final String RESOURCE = AppendedPositions.class.getName();
    private static final long NONE_YET = -1;

    private final Map<String, Long> lastByCommandId = new ConcurrentHashMap<>();

    /** Positions of the events appended in a unit of work so far, by event id. */
    public static Map<String, Long> of(UnitOfWork<?> unitOfWork) {
        return unitOfWork.root().getOrComputeResource(RESOURCE, key -> new HashMap<>());
    }

    /** Announces that the position of this command's events will be asked for. */
    public void expect(String commandId) {
        lastByCommandId.put(commandId, NONE_YET);
    }

    /** Called by the storage engine inside the unit of work that appends, with the place of each event in the log. */
    public void appended(UnitOfWork<?> unitOfWork, Map<EventMessage<?>, Long> positions) {
        Message<?> cause = unitOfWork.root().getMessage();
        positions.forEach((event, position) -> {
            of(unitOfWork).put(event.getIdentifier(), position);
            // Of a group of commands, each has its own events.
            Object commandId = cause instanceof CommandMessage
                    ? cause.getIdentifier()
                    : event.getMetaData().get(MetadataKeys.CAUSATION_ID);
            if (commandId instanceof String id) {
                lastByCommandId.computeIfPresent(id, (key, previous) -> Math.max(previous, position));
            }
        });
    }

    /** The last event's position, or empty if the command changed nothing (or ran on another node). */
    public OptionalLong take(String commandId) {
        Long last = lastByCommandId.remove(commandId);
        return last == null || last == NONE_YET ? OptionalLong.empty() : OptionalLong.of(last);
    }
}
