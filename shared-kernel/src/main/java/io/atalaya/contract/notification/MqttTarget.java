package io.atalaya.contract.notification;

import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.util.regex.Pattern;

/**
 * An MQTT topic of the tenant's own.
 *
 * @param topic what follows the tenant's prefix: up to four levels of letters, digits, {@code _}, {@code .} and {@code -}
 */
public record MqttTarget(String topic) implements ChannelTarget {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_.-]{1,64}(?:/[A-Za-z0-9_.-]{1,64}){0,3}");

    public MqttTarget {
        if (!TOPIC.matcher(topic).matches()) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST,
                    "topic",
                    "must be one to four levels of letters, digits, _ . and -, such as kitchen/alerts");
        }
    }

    /** No other tenant has it. */
    public String fullTopic(TenantId tenantId) {
        return prefix(tenantId) + topic;
    }

    /** What the topics of all the tenant's notifications begin with. */
    public static String prefix(TenantId tenantId) {
        return "atalaya/tenants/" + tenantId + "/notifications/";
    }

    @Override
    public String shown() {
        return topic;
    }
}
