package io.atalaya.alerting.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.alerting.notification.channel.Message;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.json.EventJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts news into the form in which they are sent. The same news give the same message, however often. */
@Component
class Composer {
    /** Longer digests say how many there are, and show the first. */
    private static final int MAX_MEMBERS = 100;

    private final Outbox outbox;
    private final Subjects subjects;
    private final ObjectMapper json = EventJson.mapper();

    Composer(Outbox outbox, Subjects subjects) {
        this.outbox = outbox;
        this.subjects = subjects;
    }

    /**
     * @param within the sites that the message may be about
     * @return empty if nothing that happened there is left
     */
    Optional<Composed> compose(Leased leased, SiteLimit within) {
        News news = leased.news();
        return switch (news.occasion()) {
            case DIGEST -> digest(leased, within);
            case TEST -> Optional.of(single(leased));
            default ->
                within.isNone() || within.allows(subjects.siteOf(leased.tenantId(), news))
                        ? Optional.of(single(leased))
                        : Optional.empty();
        };
    }

    private Composed single(Leased leased) {
        News news = leased.news();
        return composed(leased, Wording.of(news), new Data(news.alert(), news.ticket(), null, null), 1);
    }

    private Optional<Composed> digest(Leased leased, SiteLimit within) {
        List<Outbox.Member> members = outbox.members(leased.id(), within, MAX_MEMBERS);
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(digest(leased, members, outbox.count(leased.id(), within)));
    }

    private Composed digest(Leased leased, List<Outbox.Member> members, long count) {
        List<Item> items = members.stream()
                .map(member -> new Item(
                        member.id(),
                        member.news().occasion().wireName(),
                        member.news().at(),
                        new Data(member.news().alert(), member.news().ticket(), null, null)))
                .toList();
        Wording wording =
                Wording.ofDigest(members.stream().map(Outbox.Member::news).toList(), count);
        return composed(leased, wording, new Data(null, null, count, items), Math.toIntExact(count));
    }

    private Composed composed(Leased leased, Wording wording, Data data, int notified) {
        Body body = new Body(
                leased.id(), leased.news().occasion().wireName(), leased.news().at(), leased.tenantId(), data);
        return new Composed(
                new Message(leased.id(), wording.subject(), wording.text(), wording.html(), write(body)), notified);
    }

    private byte[] write(Body body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A message cannot be written as JSON", impossible);
        }
    }

    /** @param notified how many events the message is about */
    record Composed(Message message, int notified) {}

    private record Body(NotificationId id, String type, Instant at, TenantId tenantId, Data data) {}

    /**
     * @param count of a digest: all that it gathers
     * @param items of a digest: the first of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Data(
            News.@Nullable OfAlert alert,
            News.@Nullable OfTicket ticket,
            @Nullable Long count,
            @Nullable List<Item> items) {}

    private record Item(NotificationId id, String type, Instant at, Data data) {}
}
