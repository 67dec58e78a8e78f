package io.atalaya.kernel.messaging;

import io.atalaya.kernel.Actor;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.TenantId;
import java.util.Map;
import org.axonframework.messaging.Message;

/** The metadata of messages that Atalaya sends itself, in the name of one of its parts. */
public final class SystemMetadata {
    private SystemMetadata() {}

    /** @param part the part of the system that acts, as auditors will see it */
    public static Map<String, Object> of(TenantId tenantId, String part) {
        return Map.of(
                MetadataKeys.TENANT_ID, tenantId.toString(),
                MetadataKeys.ACTOR_TYPE, Actor.Type.SYSTEM.name(),
                MetadataKeys.ACTOR_ID, part);
    }

    /** As {@link #of}, for a message that has a cause. */
    public static Map<String, Object> of(TenantId tenantId, String part, String correlationId, String causationId) {
        return Map.of(
                MetadataKeys.TENANT_ID, tenantId.toString(),
                MetadataKeys.ACTOR_TYPE, Actor.Type.SYSTEM.name(),
                MetadataKeys.ACTOR_ID, part,
                MetadataKeys.CORRELATION_ID, correlationId,
                MetadataKeys.CAUSATION_ID, causationId);
    }

    /** The correlation id that a message carries, or its own id if it starts a chain. */
    public static String correlationId(Message<?> message) {
        Object correlation = message.getMetaData().get(MetadataKeys.CORRELATION_ID);
        return correlation == null ? message.getIdentifier() : correlation.toString();
    }
}
