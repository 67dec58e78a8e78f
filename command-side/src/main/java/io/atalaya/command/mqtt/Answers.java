package io.atalaya.command.mqtt;

import io.atalaya.kernel.Rejection;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import java.util.List;

/** The packets that we send, by the reason codes of MQTT 5 (2.4), and what MQTT 3.1.1 has in their place. */
final class Answers {
    private static final int MAX_DETAIL = 200;

    private Answers() {}

    static MqttMessage acknowledged(int packetId) {
        return MqttMessageBuilders.pubAck()
                .packetId(packetId)
                .reasonCode(MqttReasonCodes.PubAck.SUCCESS.byteValue())
                .build();
    }

    /** MQTT 3.1.1 knows no refusal of a publish, and one without an answer would come again for ever. */
    static MqttMessage refused(int packetId, Rejection rejection, Peer peer) {
        if (!peer.isVersion5()) {
            return acknowledged(packetId);
        }
        return MqttMessageBuilders.pubAck()
                .packetId(packetId)
                .reasonCode(reason(rejection).byteValue())
                .properties(peer.wantsReasons() ? because(rejection) : MqttProperties.NO_PROPERTIES)
                .build();
    }

    private static MqttReasonCodes.PubAck reason(Rejection rejection) {
        return switch (rejection.code().kind()) {
            case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND -> MqttReasonCodes.PubAck.NOT_AUTHORIZED;
            case OVERLOADED -> MqttReasonCodes.PubAck.QUOTA_EXCEEDED;
            case INVALID, UNPROCESSABLE, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE, METHOD_NOT_ALLOWED ->
                MqttReasonCodes.PubAck.PAYLOAD_FORMAT_INVALID;
            case CONFLICT, FAILED, UNAVAILABLE -> MqttReasonCodes.PubAck.UNSPECIFIED_ERROR;
        };
    }

    /** The problem's code as reason string, and what a person wants to know beside it. */
    private static MqttProperties because(Rejection rejection) {
        String field = rejection.field();
        String detail = (field == null ? "" : field + " ") + rejection.getMessage();
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.StringProperty(
                MqttProperties.REASON_STRING, rejection.code().wireName()));
        properties.add(new MqttProperties.UserProperty(
                "detail", detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail));
        return properties;
    }

    static MqttMessage subscribed(int packetId, List<Integer> reasonCodes) {
        MqttFixedHeader header = new MqttFixedHeader(MqttMessageType.SUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0);
        return new MqttSubAckMessage(
                header,
                new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES),
                new MqttSubAckPayload(reasonCodes));
    }

    static MqttMessage disconnect(MqttReasonCodes.Disconnect reason) {
        return MqttMessageBuilders.disconnect().reasonCode(reason.byteValue()).build();
    }

    static MqttMessage connectRefused(Rejection rejection, boolean isVersion5) {
        return connectRefused(
                switch (rejection.code().kind()) {
                    case UNAUTHENTICATED ->
                        isVersion5
                                ? MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
                                : MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
                    case OVERLOADED ->
                        isVersion5
                                ? MqttConnectReturnCode.CONNECTION_REFUSED_QUOTA_EXCEEDED
                                : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
                    case UNAVAILABLE, FAILED -> unavailable(isVersion5);
                    default ->
                        isVersion5
                                ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
                                : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
                });
    }

    static MqttConnectReturnCode unavailable(boolean isVersion5) {
        return isVersion5
                ? MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE_5
                : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
    }

    static MqttMessage connectRefused(MqttConnectReturnCode code) {
        return MqttMessageBuilders.connAck().returnCode(code).build();
    }
}
