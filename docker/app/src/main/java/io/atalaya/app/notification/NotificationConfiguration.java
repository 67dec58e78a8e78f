package io.atalaya.app.notification;

import io.atalaya.alerting.notification.NotificationSettings;
import io.atalaya.alerting.notification.channel.DeliveryFailed;
import io.atalaya.alerting.notification.channel.MailRoom;
import io.atalaya.alerting.notification.channel.MqttOutlet;
import io.atalaya.alerting.notification.channel.WebhookClient;
import io.atalaya.command.mail.MailSettings;
import io.atalaya.command.mqtt.MqttAnnouncements;
import io.atalaya.kernel.outbound.Network;
import io.atalaya.kernel.outbound.OutboundRules;
import io.atalaya.kernel.secret.SecretBox;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;

/** The ways by which notifications leave, and where they may go. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {
    @Bean
    OutboundRules outboundRules(NotificationSettings settings) {
        return new OutboundRules(
                settings.webhook().plainHttp(),
                settings.webhook().allowedNetworks().stream().map(Network::of).toList());
    }

    @Bean
    SecretBox secretBox(NotificationSettings settings, JdbcClient jdbc) {
        return new SecretBox(new SealingKeys(jdbc).all(settings.encryptionKey()));
    }

    @Bean
    MailRoom mailRoom(ObjectProvider<JavaMailSender> sender, MailSettings settings) {
        return new MailRoom(sender.getIfAvailable(), settings.from());
    }

    @Bean
    WebhookClient webhookClient(OutboundRules rules, NotificationSettings settings, Clock clock) {
        return new WebhookClient(rules, settings.webhook().timeout(), settings.workers(), clock);
    }

    @Bean
    MqttOutlet mqttOutlet(MqttAnnouncements announcements) {
        return (topic, payload) -> {
            switch (announcements.publish(topic, payload)) {
                case TAKEN -> {
                    // It is where it should be.
                }
                case NOBODY_LISTENS ->
                    throw DeliveryFailed.because("Nobody who is connected has subscribed to the topic");
                case NO_BROKER -> throw DeliveryFailed.because("The MQTT broker has not taken it");
                case SWITCHED_OFF -> throw DeliveryFailed.because("MQTT is switched off");
            }
        };
    }
}
