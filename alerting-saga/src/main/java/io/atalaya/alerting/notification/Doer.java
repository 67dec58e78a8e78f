package io.atalaya.alerting.notification;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.MetadataKeys;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;

/** Who caused an event. */
final class Doer {
    private Doer() {}

    /** @return {@code null} unless it was a person */
    static @Nullable UserId of(Message<?> message) {
        Object type = message.getMetaData().get(MetadataKeys.ACTOR_TYPE);
        Object id = message.getMetaData().get(MetadataKeys.ACTOR_ID);
        return Actor.Type.USER.name().equals(type) && id != null ? UserId.of(id.toString()) : null;
    }
}
