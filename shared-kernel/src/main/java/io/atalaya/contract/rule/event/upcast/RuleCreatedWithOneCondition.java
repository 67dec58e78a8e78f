package io.atalaya.contract.rule.event.upcast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atalaya.contract.rule.event.RuleCreated;
import java.util.List;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

/** Revision 1, when a rule had a single condition and was always enabled, to revision 2. */
public final class RuleCreatedWithOneCondition extends SingleEventUpcaster {
    private static final SimpleSerializedType FROM = new SimpleSerializedType(RuleCreated.class.getName(), "1");
    private static final SimpleSerializedType TO = new SimpleSerializedType(RuleCreated.class.getName(), "2");
    private static final List<String> CONDITION = List.of("metric", "comparison", "threshold", "hysteresis");

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation representation) {
        return representation.getType().equals(FROM);
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation representation) {
        return representation.upcastPayload(TO, JsonNode.class, RuleCreatedWithOneCondition::upcast);
    }

    private static JsonNode upcast(JsonNode event) {
        ObjectNode definition = (ObjectNode) event.path("definition");
        ObjectNode condition = definition.objectNode();
        CONDITION.forEach(field -> condition.set(field, definition.remove(field)));
        definition.putArray("conditions").add(condition);
        definition.put("join", "ALL");
        definition.put("enabled", true);
        return event;
    }
}
