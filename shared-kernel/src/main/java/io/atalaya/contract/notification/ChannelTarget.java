package io.atalaya.contract.notification;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Where a channel leads. It may hold what is personal or opens something, such as addresses, or a URL that is a secret in
 * itself: so it is never part of an event, and stored encrypted only.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EmailTarget.class, name = "EMAIL"),
    @JsonSubTypes.Type(value = WebhookTarget.class, name = "WEBHOOK"),
    @JsonSubTypes.Type(value = MqttTarget.class, name = "MQTT")
})
public sealed interface ChannelTarget permits EmailTarget, WebhookTarget, MqttTarget {
    /** What may be said of it to everybody who may see the channel, and on the record. */
    String shown();

    /** Which channels lead there. */
    default ChannelType channelType() {
        return switch (this) {
            case EmailTarget email -> ChannelType.EMAIL;
            case WebhookTarget webhook -> ChannelType.WEBHOOK;
            case MqttTarget mqtt -> ChannelType.MQTT;
        };
    }
}
