/** The ways out: mail, webhooks, MQTT. */
@NullMarked
package io.atalaya.alerting.notification.channel;

import org.jspecify.annotations.NullMarked;
