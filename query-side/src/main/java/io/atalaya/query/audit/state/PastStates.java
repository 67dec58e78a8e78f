package io.atalaya.query.audit.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.kernel.privacy.PersonalReader;
import io.atalaya.query.audit.chain.HistoryReads;
import io.atalaya.query.audit.chain.HistoryStreams;
import io.atalaya.query.audit.chain.ShownPayload;
import io.atalaya.query.audit.chain.TrailRows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Folds states out of the audit trail. */
@Component
public class PastStates {
    private static final int PLACES_PER_PART = 20_000;
    private static final String NOTHING = "{}";

    private static final String OF_ONE = "select event.type, event.at, event.position,"
            + " log.payload from audit_event event" + TrailRows.WITH_EVENT_AND_LINK
            + " where event.tenant_id = ? and event.aggregate_id = ? and event.aggregate_type = ? and event.%s <= ?"
            + " order by event.sequence";
    /** Of most events, all that counts is that they happened. */
    private static final String OF_ALL = "select aggregate_type, aggregate_id, type, at, position,"
            + " case when type in ('AlertRaised', 'AlertSeverityRaised') or aggregate_type = 'Tenant' then"
            + " (select payload from domain_event where global_index = audit_event.position)"
            + " end as payload from audit_event where tenant_id = ? and sequence > ? and sequence <= ? and %s <= ?"
            + " order by sequence";

    private static final String LENGTH = "select coalesce(max(sequence), 0) from audit_event where tenant_id = ?";

    private static final Map<String, Subject> BY_AGGREGATE = Arrays.stream(Subject.values())
            .filter(subject -> subject != Subject.MEMBERSHIP)
            .collect(Collectors.toUnmodifiableMap(Subject::aggregateType, subject -> subject));

    private static final ObjectMapper JSON = EventJson.mapper();
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    private final HistoryReads reads;
    private final HistoryStreams streams;
    private final PersonalReader reader;

    PastStates(HistoryReads reads, HistoryStreams streams, PersonalReader reader) {
        this.reads = reads;
        this.streams = streams;
        this.reader = reader;
    }

    /**
     * One thing as it was.
     *
     * @param type what it is, such as ALERT
     * @throws Rejection if there is no such kind of thing, or it was not there yet
     */
    public Map<String, Object> of(TenantId tenantId, String type, String id, Moment moment) {
        Subject subject = Subject.of(type);
        String aggregateId = subject == Subject.MEMBERSHIP ? tenantId.toString() : canonical(id);
        Fold fold = new Fold(subject);
        reads.part(
                tenantId,
                OF_ONE.formatted(moment.by().column()),
                statement -> {
                    statement.setObject(1, tenantId.value());
                    statement.setString(2, aggregateId);
                    statement.setString(3, subject.aggregateType());
                    bind(statement, 4, moment);
                },
                row -> {
                    while (row.next()) {
                        PastEvent event = event(
                                row, reader.shown(row.getString("type"), ShownPayload.text(row.getBytes("payload"))));
                        if (subject != Subject.MEMBERSHIP
                                || canonical(id).equals(event.payload().get(subject.idField()))) {
                            fold.apply(event);
                        }
                    }
                    return fold;
                });
        if (fold.isEmpty()) {
            throw Rejection.notFound(subject.name().charAt(0)
                    + subject.name().substring(1).toLowerCase(Locale.ROOT) + " at that moment");
        }
        return fold.state();
    }

    /**
     * All of a tenant as it was: its dashboard.
     *
     * @throws Rejection if too many histories are being read
     */
    public Map<String, Object> ofTenant(TenantId tenantId, Moment moment) {
        try (HistoryStreams.Slot slot = streams.enter(tenantId)) {
            long length = reads.part(
                    tenantId,
                    LENGTH,
                    statement -> statement.setObject(1, tenantId.value()),
                    row -> row.next() ? row.getLong(1) : 0);
            TenantPicture picture = new TenantPicture();
            for (long from = 0; from < length; from += PLACES_PER_PART) {
                long after = from;
                long upto = Math.min(from + PLACES_PER_PART, length);
                reads.part(
                        tenantId,
                        OF_ALL.formatted(moment.by().column()),
                        statement -> {
                            statement.setObject(1, tenantId.value());
                            statement.setLong(2, after);
                            statement.setLong(3, upto);
                            bind(statement, 4, moment);
                        },
                        row -> {
                            while (row.next()) {
                                add(picture, row);
                            }
                            return picture;
                        });
            }
            return picture.state();
        }
    }

    private static void add(TenantPicture picture, ResultSet row) throws SQLException {
        Subject subject = BY_AGGREGATE.get(row.getString("aggregate_type"));
        if (subject == null) {
            picture.pass();
            return;
        }
        byte[] payload = row.getBytes("payload");
        PastEvent event = event(row, payload == null ? null : ShownPayload.text(payload));
        Object member = event.payload().get(Subject.MEMBERSHIP.idField());
        if (subject == Subject.TENANT && Subject.MEMBERSHIP.event(event.type()) != null && member != null) {
            picture.apply(Subject.MEMBERSHIP, member.toString(), event);
        } else {
            picture.apply(subject, row.getString("aggregate_id"), event);
        }
    }

    private static void bind(PreparedStatement statement, int index, Moment moment) throws SQLException {
        statement.setObject(index, moment.at().atOffset(ZoneOffset.UTC));
    }

    private static String canonical(String id) {
        try {
            return UUID.fromString(id).toString();
        } catch (IllegalArgumentException invalid) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "id", "is not a valid id");
        }
    }

    private static PastEvent event(ResultSet row, @Nullable String payload) throws SQLException {
        return new PastEvent(
                row.getString("type"),
                fields(payload),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("position"));
    }

    /** None of what somebody has made no object any more, which is for a verification to tell. */
    private static Map<String, Object> fields(@Nullable String payload) {
        try {
            return JSON.readValue(payload == null ? NOTHING : payload, FIELDS);
        } catch (JsonProcessingException tampered) {
            return Map.of();
        }
    }
}
