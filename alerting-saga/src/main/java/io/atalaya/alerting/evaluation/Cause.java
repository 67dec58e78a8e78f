package io.atalaya.alerting.evaluation;

import io.atalaya.kernel.messaging.SystemMetadata;
import org.axonframework.eventhandling.EventMessage;

/**
 * What a command came of.
 *
 * @param eventId of the report, or of the change of a rule
 */
record Cause(String eventId, String correlationId) {
    static Cause of(EventMessage<?> message) {
        return new Cause(message.getIdentifier(), SystemMetadata.correlationId(message));
    }
}
