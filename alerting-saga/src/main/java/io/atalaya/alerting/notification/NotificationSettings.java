package io.atalaya.alerting.notification;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notifications are delivered.
 *
 * @param pollEvery how often each node looks for what is due
 * @param workers messages that a node delivers at once
 * @param perChannel of those, how many through one channel
 * @param lease when another node may try a message whose outcome nobody has written
 * @param tries attempts until a message is given up
 * @param firstRetryAfter how long after the first failure it is tried again; each further time takes three times as long
 * @param pauseAfter so many failures in a row pause a channel
 * @param tooOldAfter what happened longer ago, when Atalaya did not run for a while, nobody is told any more
 * @param keepFor how long the ledger is kept
 * @param stopWithin how long a node that stops waits for what it is delivering
 * @param webhook how tenants' endpoints are reached
 * @param encryptionKey what addresses, URLs and secrets are encrypted with, 32 bytes in base64; {@code null} for a random
 *     key that is kept in the database
 */
public record NotificationSettings(
        @DefaultValue("PT1S") Duration pollEvery,
        @DefaultValue("16") int workers,
        @DefaultValue("4") int perChannel,
        @DefaultValue("PT2M") Duration lease,
        @DefaultValue("5") int tries,
        @DefaultValue("PT1M30S") Duration firstRetryAfter,
        @DefaultValue("20") int pauseAfter,
        @DefaultValue("P1D") Duration tooOldAfter,
        @DefaultValue("P400D") Duration keepFor,
        @DefaultValue("PT15S") Duration stopWithin,
        @DefaultValue Webhook webhook,
        @Nullable String encryptionKey) {
    public NotificationSettings {
        if (!pollEvery.isPositive() || !lease.isPositive() || !firstRetryAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "atalaya.notifications.poll-every, .lease and .first-retry-after must be" + " positive");
        }
        if (workers < 1 || perChannel < 1 || tries < 1 || pauseAfter < 1) {
            throw new IllegalArgumentException(
                    "atalaya.notifications.workers, .per-channel, .tries and .pause-after must be at least 1");
        }
        if (webhook.timeout().compareTo(lease) >= 0) {
            throw new IllegalArgumentException(
                    "atalaya.notifications.lease must be longer than atalaya.notifications.webhook.timeout");
        }
        encryptionKey = encryptionKey == null || encryptionKey.isBlank() ? null : encryptionKey;
    }

    @Override
    public String toString() {
        return "NotificationSettings[tries=" + tries + "]";
    }

    /**
     * @param plainHttp whether URLs may be http, not only https
     * @param allowedNetworks networks, such as 10.1.0.0/16, that may be reached although they are not public
     * @param timeout for an endpoint's whole answer
     */
    public record Webhook(
            @DefaultValue("false") boolean plainHttp,
            @DefaultValue List<String> allowedNetworks,
            @DefaultValue("PT10S") Duration timeout) {}
}
