package io.atalaya.alerting.notification.channel;

/** Where messages leave over MQTT; whoever speaks MQTT provides it. */
@FunctionalInterface
public interface MqttOutlet {
    /**
     * Waits until the message is taken.
     *
     * @throws DeliveryFailed if nobody has taken it
     */
    void publish(String topic, byte[] payload) throws DeliveryFailed;
}
