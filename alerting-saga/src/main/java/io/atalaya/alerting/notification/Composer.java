package io.atalaya.alerting.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.alerting.notification.channel.Message;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts news into the form in which they are sent. The same news give the same message, however often. */
@Component
class Composer {
    /** Longer digests say how many there are, and show the first. */
    private static final int MAX_MEMBERS = 100;

    private final Outbox outbox;
    private final ObjectMapper json = EventJson.mapper();

    Composer(Outbox outbox) {
        this.outbox = outbox;
    }

    Composed compose(Leased leased) {
        News news = leased.news();
        if (news.occasion() != Occasion.DIGEST) {
            Data data = new Data(news.alert(), news.ticket(), null, null);
            return composed(leased, Wording.of(news), data, 1);
        }
        List<Outbox.Member> members = outbox.members(leased.id(), MAX_MEMBERS);
        long count = outbox.count(leased.id());
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
