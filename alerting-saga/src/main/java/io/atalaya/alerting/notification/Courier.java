package io.atalaya.alerting.notification;

import io.atalaya.alerting.SystemCommands;
import io.atalaya.alerting.SystemTransaction;
import io.atalaya.alerting.notification.channel.DeliveryFailed;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.EmailTarget;
import io.atalaya.contract.notification.KeptTarget;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.notification.command.PauseNotificationChannel;
import io.atalaya.contract.notification.event.NotificationEvent;
import io.atalaya.contract.notification.event.NotificationGivenUp;
import io.atalaya.contract.notification.event.NotificationSent;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Delivers what it has leased, and writes down what became of it. Between the two there is no transaction: if the process
 * dies there, the message is sent once more under the same id.
 */
@Component
class Courier {
    private final Outbox outbox;
    private final Channels channels;
    private final Recipients recipients;
    private final Composer composer;
    private final WaysOut ways;
    private final SystemCommands commands;
    private final EventGateway events;
    private final SystemTransaction transaction;
    private final NotificationSettings settings;
    private final Clock clock;
    private final Backoff backoff;

    Courier(
            Outbox outbox,
            Channels channels,
            Recipients recipients,
            Composer composer,
            WaysOut ways,
            SystemCommands commands,
            EventGateway events,
            SystemTransaction transaction,
            NotificationSettings settings,
            Clock clock) {
        this.outbox = outbox;
        this.channels = channels;
        this.recipients = recipients;
        this.composer = composer;
        this.ways = ways;
        this.commands = commands;
        this.events = events;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
        this.backoff = new Backoff(
                settings.firstRetryAfter(), () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param inFlight how many of a channel are being delivered here */
    List<Leased> lease(int limit, Map<ChannelId, Integer> inFlight) {
        return transaction.of(
                () -> outbox.lease(clock.instant(), settings.lease(), limit, settings.perChannel(), inFlight));
    }

    /** Returns when it is done, whatever came of it. */
    void deliver(Leased leased) {
        if (leased.attempts() > settings.tries()) {
            // Whoever tried it died or failed each time, and so might we.
            fail(leased, "No attempt has come to an end", true);
            return;
        }
        Optional<Parcel> ready = transaction.of(() -> pack(leased));
        if (ready.isEmpty()) {
            return;
        }
        Parcel parcel = ready.get();
        String failure = null;
        boolean isFinal = false;
        try {
            ways.send(parcel.composed().message(), parcel.kept(), leased.tenantId(), parcel.address());
        } catch (DeliveryFailed failed) {
            failure = failed.shown();
            isFinal = failed.isFinal();
        }
        if (failure == null) {
            transaction.of(() -> sent(leased, parcel.composed()));
        } else {
            fail(leased, failure, isFinal);
        }
    }

    /** @return empty if it is not to be sent after all; why not, the ledger says then */
    private Optional<Parcel> pack(Leased leased) {
        Channel channel = channels.find(leased.channelId()).orElse(null);
        boolean isTest = leased.news().occasion() == Occasion.TEST;
        if (channel == null) {
            return suppressed(leased, Suppression.CHANNEL_REMOVED);
        }
        if (!channel.settings().enabled() && !isTest) {
            return suppressed(leased, Suppression.CHANNEL_DISABLED);
        }
        if (channel.kept().target() instanceof EmailTarget email) {
            Optional<Recipients.Reader> reader = reader(leased, email);
            if (reader.isEmpty()) {
                return suppressed(leased, Suppression.NO_ADDRESS);
            }
            if (!ways.isMailOpen()) {
                return suppressed(leased, Suppression.NO_MAIL_SERVER);
            }
            return pack(leased, channel, reader.get().address(), reader.get().within());
        }
        return pack(leased, channel, null, SiteLimit.NONE);
    }

    private Optional<Parcel> pack(Leased leased, Channel channel, @Nullable String address, SiteLimit within) {
        Optional<Composer.Composed> composed = composer.compose(leased, within);
        return composed.isEmpty()
                ? suppressed(leased, Suppression.NOT_ON_SITE)
                : Optional.of(new Parcel(channel.kept(), address, composed.get()));
    }

    /** As things are now: the message may have waited for long. */
    private Optional<Recipients.Reader> reader(Leased leased, EmailTarget email) {
        return leased.userId() == null
                ? Recipients.mailbox(email, leased.recipient())
                : recipients.member(leased.tenantId(), leased.userId());
    }

    private Optional<Parcel> suppressed(Leased leased, Suppression reason) {
        outbox.suppress(leased, reason);
        return Optional.empty();
    }

    private boolean sent(Leased leased, Composer.Composed composed) {
        boolean isOurs = outbox.sent(leased, clock.instant(), composed.message().subject());
        if (isOurs) {
            channels.succeeded(leased.channelId());
            publish(
                    leased,
                    new NotificationSent(
                            leased.id(),
                            leased.tenantId(),
                            leased.channelId(),
                            leased.news().occasion(),
                            composed.notified(),
                            leased.alertId(),
                            leased.ticketId(),
                            leased.userId(),
                            leased.attempts()));
        }
        return isOurs;
    }

    private void fail(Leased leased, String failure, boolean isFinal) {
        int inARow = transaction.of(
                () -> failed(leased, failure, isFinal) ? channels.failed(leased.channelId(), failure) : 0);
        if (inARow >= settings.pauseAfter()) {
            transaction.of(() -> Optional.ofNullable(commands.send(
                    new PauseNotificationChannel(leased.channelId(), leased.tenantId(), inARow, failure),
                    NotificationFollower.PROCESSING_GROUP)));
        }
    }

    private boolean failed(Leased leased, String failure, boolean isFinal) {
        if (!isFinal && leased.attempts() < settings.tries()) {
            return outbox.retryAt(leased, clock.instant().plus(backoff.after(leased.attempts())), failure);
        }
        boolean isOurs = outbox.giveUp(leased, failure);
        if (isOurs) {
            publish(
                    leased,
                    new NotificationGivenUp(
                            leased.id(),
                            leased.tenantId(),
                            leased.channelId(),
                            leased.news().occasion(),
                            leased.alertId(),
                            leased.ticketId(),
                            leased.userId(),
                            leased.attempts(),
                            failure));
        }
        return isOurs;
    }

    private void publish(Leased leased, NotificationEvent event) {
        events.publish(GenericEventMessage.<NotificationEvent>asEventMessage(event)
                .andMetaData(SystemMetadata.of(
                        leased.tenantId(),
                        NotificationFollower.PROCESSING_GROUP,
                        leased.correlationId(),
                        leased.eventId())));
    }

    /** @param address of a mail */
    private record Parcel(KeptTarget kept, @Nullable String address, Composer.Composed composed) {}
}
