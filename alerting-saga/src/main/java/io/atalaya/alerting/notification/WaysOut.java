package io.atalaya.alerting.notification;

import io.atalaya.alerting.notification.channel.DeliveryFailed;
import io.atalaya.alerting.notification.channel.MailRoom;
import io.atalaya.alerting.notification.channel.Message;
import io.atalaya.alerting.notification.channel.MqttOutlet;
import io.atalaya.alerting.notification.channel.WebhookClient;
import io.atalaya.contract.notification.EmailTarget;
import io.atalaya.contract.notification.KeptTarget;
import io.atalaya.contract.notification.MqttTarget;
import io.atalaya.contract.notification.WebhookTarget;
import io.atalaya.kernel.TenantId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends a message the way its channel goes. */
@Component
class WaysOut {
    private final MailRoom mail;
    private final WebhookClient webhooks;
    private final MqttOutlet mqtt;

    WaysOut(MailRoom mail, WebhookClient webhooks, MqttOutlet mqtt) {
        this.mail = mail;
        this.webhooks = webhooks;
        this.mqtt = mqtt;
    }

    boolean isMailOpen() {
        return mail.isOpen();
    }

    /** @param address of a mail */
    void send(Message message, KeptTarget kept, TenantId tenantId, @Nullable String address) throws DeliveryFailed {
        switch (kept.target()) {
            case EmailTarget email -> mail.send(message, Objects.requireNonNull(address));
            case WebhookTarget webhook -> webhooks.post(message, webhook.url(), Objects.requireNonNull(kept.secret()));
            case MqttTarget target -> mqtt.publish(target.fullTopic(tenantId), message.json());
        }
    }
}
