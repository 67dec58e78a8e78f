package io.atalaya.app.operations;

import io.atalaya.contract.operation.command.DiscardDeadLetter;
import io.atalaya.contract.operation.command.RetryDeadLetter;
import io.atalaya.contract.operation.event.DeadLetterDiscarded;
import io.atalaya.contract.operation.event.DeadLetterRetried;
import io.atalaya.kernel.Rejection;
import io.atalaya.query.Cursor;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The events that processors have put aside. */
@Component
public class DeadLetterDesk {
    private static final String SELECT = "select letter.*, event.global_index from dead_letter_entry letter"
            + " left join domain_event event on event.event_identifier = letter.event_identifier";

    private final JdbcClient jdbc;
    private final RebuildTable rebuilds;
    private final EventGateway events;
    private final ObjectProvider<EventProcessingConfiguration> processing;

    DeadLetterDesk(
            JdbcClient jdbc,
            RebuildTable rebuilds,
            EventGateway events,
            ObjectProvider<EventProcessingConfiguration> processing) {
        this.jdbc = jdbc;
        this.rebuilds = rebuilds;
        this.events = events;
        this.processing = processing;
    }

    /** @param processor {@code null} for those of all */
    public Page<DeadLetterView> list(@Nullable String processor, Listing listing) {
        String after = listing.cursor() == null ? null : Cursor.place(listing.cursor());
        List<DeadLetterView> letters = jdbc.sql(SELECT
                        + " where (cast(:processor as text) is null or letter.processing_group = :processor)"
                        + " and (cast(:after as text) is null"
                        + " or (letter.enqueued_at || ' ' || letter.dead_letter_identifier) > :after)"
                        + " order by letter.enqueued_at || ' ' || letter.dead_letter_identifier limit :limit")
                .param("processor", processor)
                .param("after", after)
                .param("limit", listing.limit() + 1)
                .query(DeadLetterDesk::view)
                .list();
        return listing.page(letters, letter -> letter, letter -> letter.enqueuedAt() + " " + letter.id());
    }

    public Optional<DeadLetterView> find(String id) {
        return jdbc.sql(SELECT + " where letter.dead_letter_identifier = :id")
                .param("id", id)
                .query(DeadLetterDesk::view)
                .optional();
    }

    @CommandHandler
    void handle(RetryDeadLetter command) {
        DeadLetterView letter = require(command.letterId());
        if (rebuilds.isRunning(letter.processor())) {
            // The second generation may have passed the event by, and would take its effect back.
            throw Rejection.of(
                    Rejection.Code.REBUILD_RUNNING, "Its read model is being built anew; try again when that is done");
        }
        events.publish(new DeadLetterRetried(command.tenantId(), letter.id(), letter.processor(), letter.eventId()));
    }

    /** Only the letter: those behind it in its sequence can be tried then. */
    @CommandHandler
    void handle(DiscardDeadLetter command) {
        DeadLetterView letter = require(command.letterId());
        jdbc.sql("delete from dead_letter_entry where dead_letter_identifier = :id")
                .param("id", letter.id())
                .update();
        events.publish(new DeadLetterDiscarded(
                command.tenantId(), letter.id(), letter.processor(), letter.eventId(), command.reason()));
    }

    /** @return whether the processor could handle it this time, and all that were put aside behind it */
    public boolean retry(DeadLetterView letter) {
        return processing
                .getObject()
                .sequencedDeadLetterProcessor(letter.processor())
                .map(processor ->
                        processor.process(first -> sequence(first.message().getIdentifier(), letter)))
                .orElse(false);
    }

    /** A sequence is tried from its first letter on, whichever of them was named. */
    private boolean sequence(String firstEventId, DeadLetterView letter) {
        return jdbc.sql("select exists(select 1 from dead_letter_entry where processing_group = :processor"
                        + " and event_identifier = :first and sequence_identifier = :sequence)")
                .param("processor", letter.processor())
                .param("first", firstEventId)
                .param("sequence", letter.sequence())
                .query(Boolean.class)
                .single();
    }

    private DeadLetterView require(String id) {
        return find(id).orElseThrow(() -> Rejection.notFound("Dead letter"));
    }

    private static DeadLetterView view(ResultSet row, int number) throws SQLException {
        long position = row.getLong("global_index");
        boolean inLog = !row.wasNull();
        String type = row.getString("payload_type");
        return new DeadLetterView(
                row.getString("dead_letter_identifier"),
                row.getString("processing_group"),
                row.getString("event_identifier"),
                inLog ? position : null,
                type.substring(type.lastIndexOf('.') + 1),
                row.getString("aggregate_identifier"),
                row.getString("sequence_identifier"),
                row.getLong("sequence_index"),
                Instant.parse(row.getString("enqueued_at")),
                row.getString("last_touched") == null ? null : Instant.parse(row.getString("last_touched")),
                row.getString("cause_type"),
                row.getString("cause_message"));
    }
}
