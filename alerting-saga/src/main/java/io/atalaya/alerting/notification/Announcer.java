package io.atalaya.alerting.notification;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides who is told of something by which channel, and at what pace. What a channel's filters keep back leaves no trace;
 * everything else does, whether it is sent or not. Within a tenant, one at a time: otherwise two could both take a
 * recipient's last place in a minute.
 */
@Component
class Announcer {
    private static final Duration PACE = Duration.ofMinutes(1);
    /** Of these it is worth knowing that nobody was told. */
    private static final Set<Occasion> NEVER_IN_SILENCE = Set.of(Occasion.ALERT_PAGED, Occasion.ALERT_ESCALATED);

    private final Channels channels;
    private final Recipients recipients;
    private final Subjects subjects;
    private final Ledger ledger;
    private final Doorbell doorbell;
    private final NotificationSettings settings;
    private final Clock clock;

    Announcer(
            Channels channels,
            Recipients recipients,
            Subjects subjects,
            Ledger ledger,
            Doorbell doorbell,
            NotificationSettings settings,
            Clock clock) {
        this.channels = channels;
        this.recipients = recipients;
        this.subjects = subjects;
        this.ledger = ledger;
        this.doorbell = doorbell;
        this.settings = settings;
        this.clock = clock;
    }

    void announce(Announcement announcement) {
        News news = announcement.news();
        SiteId site = subjects.siteOf(announcement.tenantId(), news);
        List<Channel> interested = channels.of(announcement.tenantId()).stream()
                .filter(channel -> channel.isFor(news, site))
                .toList();
        boolean isOld = news.at().isBefore(clock.instant().minus(settings.tooOldAfter()));
        for (Channel channel : interested) {
            Suppression reason = reasonAgainst(channel, isOld);
            if (reason == null) {
                tell(announcement, channel, recipients.of(channel.kept().target(), announcement, site));
            } else {
                ledger.suppress(announcement, channel, new Recipient.Endpoint(), reason);
            }
        }
        if (interested.isEmpty() && !isOld && NEVER_IN_SILENCE.contains(news.occasion())) {
            ledger.suppress(announcement, null, new Recipient.Endpoint(), Suppression.NO_CHANNEL);
        }
        CurrentUnitOfWork.ifStarted(unitOfWork -> unitOfWork.root().afterCommit(committed -> doorbell.ring()));
    }

    /** Whatever the channel's filters and pace. A channel that is gone by now is not tested. */
    void test(ChannelId channelId, Announcement test) {
        channels.find(channelId).ifPresent(channel -> {
            List<Recipient> told = recipients.ofTest(channel.kept().target(), test);
            told.forEach(recipient -> ledger.send(test, channel, recipient));
            if (told.isEmpty()) {
                ledger.suppress(test, channel, new Recipient.Endpoint(), Suppression.NO_RECIPIENT);
            }
        });
        CurrentUnitOfWork.ifStarted(unitOfWork -> unitOfWork.root().afterCommit(committed -> doorbell.ring()));
    }

    private static @Nullable Suppression reasonAgainst(Channel channel, boolean isOld) {
        if (isOld) {
            return Suppression.TOO_OLD;
        }
        if (!channel.settings().enabled()) {
            return Suppression.CHANNEL_DISABLED;
        }
        return channel.isPaused() ? Suppression.CHANNEL_PAUSED : null;
    }

    private void tell(Announcement announcement, Channel channel, List<Recipient> told) {
        for (Recipient recipient : told) {
            if (!ledger.holds(Ledger.id(announcement.eventId(), channel.id(), recipient))) {
                tell(announcement, channel, recipient);
            }
        }
        if (told.isEmpty()) {
            ledger.suppress(announcement, channel, new Recipient.Endpoint(), Suppression.NO_RECIPIENT);
        }
    }

    private void tell(Announcement announcement, Channel channel, Recipient recipient) {
        Instant minuteAgo = clock.instant().minus(PACE);
        if (ledger.singlySince(minuteAgo, channel, recipient)
                < channel.settings().singlyPerMinute()) {
            ledger.send(announcement, channel, recipient);
        } else if (channel.settings().digestEvery().isZero()) {
            ledger.suppress(announcement, channel, recipient, Suppression.RATE_LIMITED);
        } else {
            NotificationId digest = ledger.openDigest(channel, recipient)
                    .orElseGet(() -> ledger.newDigest(announcement, channel, recipient));
            ledger.putInto(digest, announcement, channel, recipient);
        }
    }
}
