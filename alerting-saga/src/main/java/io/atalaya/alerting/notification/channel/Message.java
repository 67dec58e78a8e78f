package io.atalaya.alerting.notification.channel;

import io.atalaya.contract.notification.NotificationId;

/**
 * What is sent, in the forms that the ways out want.
 *
 * @param id the same at each attempt, so that who gets it twice can tell
 * @param json in UTF-8
 */
public record Message(NotificationId id, String subject, String text, String html, byte[] json) {
    @Override
    public String toString() {
        return "Message[" + id + "]";
    }
}
