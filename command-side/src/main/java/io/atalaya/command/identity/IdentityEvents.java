package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.identity.event.IdentityEvent;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.MetadataKeys;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.springframework.stereotype.Component;

/** Puts events on the record, in the transaction of the command being handled. */
@Component
class IdentityEvents {
    private final EventGateway events;

    IdentityEvents(EventGateway events) {
        this.events = events;
    }

    /** Of somebody who has not shown who it is: the actor is the command's. */
    void publish(IdentityEvent event) {
        events.publish(event);
    }

    /** Of a user who has just shown who it is, which the command's metadata could not know yet. */
    void publish(IdentityEvent event, UserId actor) {
        events.publish(GenericEventMessage.<IdentityEvent>asEventMessage(event)
                .andMetaData(Map.of(
                        MetadataKeys.ACTOR_TYPE, Actor.Type.USER.name(), MetadataKeys.ACTOR_ID, actor.toString())));
    }
}
