package io.atalaya.app.operations;

import io.atalaya.app.operations.RebuildView.Phase;
import io.atalaya.query.consistency.StoredTokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rebuilds that were asked for, the last one of each processor. */
@Component
class RebuildTable {
    private static final long NOTHING_YET = -1;
    private static final String OURS =
            " where processor = :processor and phase = 'RUNNING'" + " and run is not distinct from cast(:run as uuid)";
    private static final double NANOS_PER_SECOND = 1e9;

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final Clock clock;

    RebuildTable(JdbcClient jdbc, Serializer serializer, Clock clock) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.clock = clock;
    }

    /**
     * What a node does for a rebuild, from when it takes it up until it is done or stopped.
     *
     * @param id {@code null} if nobody has taken it up yet
     */
    record Run(String processor, @Nullable UUID id) {}

    /**
     * Where a rebuild goes on.
     *
     * @param token {@code null} before the first event
     * @param hasTables whether the second generation's tables are there, with all that was written into them
     */
    record State(
            boolean checkOnly,
            Phase phase,
            @Nullable TrackingToken token,
            boolean hasTables,
            long position,
            long events,
            Run run) {}

    /** @return false if one is running, of whichever processor: one after the other leaves room for everything else */
    boolean request(String processor, boolean checkOnly) {
        jdbc.sql("lock table rebuild in share row exclusive mode").update();
        return jdbc.sql("insert into rebuild (processor, check_only, phase, position, events, started_at, updated_at)"
                                + " select :processor, :check, 'RUNNING', :nothing, 0, cast(:now as timestamptz), :now"
                                + " where not exists (select 1 from rebuild where phase = 'RUNNING')"
                                + " on conflict (processor) do update set check_only = excluded.check_only,"
                                + " phase = excluded.phase, token = null, token_type = null,"
                                + " position = excluded.position, events = 0, differences = null, failure = null,"
                                + " started_at = excluded.started_at, updated_at = excluded.updated_at")
                        .param("processor", processor)
                        .param("check", checkOnly)
                        .param("nothing", NOTHING_YET)
                        .param("now", now())
                        .update()
                == 1;
    }

    Optional<State> find(String processor) {
        return jdbc.sql("select rebuild.*, exists(select from generation.filled where filled.processor ="
                        + " rebuild.processor) as filled from rebuild where processor = :processor")
                .param("processor", processor)
                .query((row, number) -> new State(
                        row.getBoolean("check_only"),
                        Phase.valueOf(row.getString("phase")),
                        StoredTokens.read(row, serializer),
                        row.getBoolean("filled"),
                        row.getLong("position"),
                        row.getLong("events"),
                        new Run(processor, row.getObject("run", UUID.class))))
                .optional();
    }

    boolean isRunning(String processor) {
        return find(processor).map(State::phase).filter(Phase.RUNNING::equals).isPresent();
    }

    /** From now on nobody else's: whoever else is at it can commit nothing more. */
    Run takeUp(String processor) {
        Run run = new Run(processor, UUID.randomUUID());
        jdbc.sql("update rebuild set run = :run where processor = :processor and phase = 'RUNNING'")
                .param("run", run.id())
                .param("processor", processor)
                .update();
        return run;
    }

    /**
     * At the begin of the log, with tables that are about to be emptied.
     *
     * @throws RebuildCancelled if it has been
     * @throws RebuildTakenOver if somebody else is at it
     */
    void begun(Run run) {
        int ours = jdbc.sql("update rebuild set token = null, token_type = null, position = 0, events = 0,"
                        + " updated_at = :now" + OURS)
                .param("now", now())
                .param("processor", run.processor())
                .param("run", run.id())
                .update();
        requireOurs(run, ours);
    }

    /**
     * @param events handled since the last call
     * @throws RebuildCancelled if it has been
     * @throws RebuildTakenOver if somebody else is at it
     * @throws IllegalStateException if what was filled is gone
     */
    void reached(Run run, TrackingToken token, long events) {
        SerializedObject<byte[]> serialized = serializer.serialize(token, byte[].class);
        boolean filled = jdbc.sql("update rebuild set token = :token, token_type = :type, position = :position,"
                        + " events = events + :events, updated_at = :now" + OURS
                        + " returning exists(select from generation.filled where filled.processor = rebuild.processor)")
                .param("token", serialized.getData())
                .param("type", serialized.getType().getName())
                .param("position", token.position().orElse(0))
                .param("events", events)
                .param("now", now())
                .param("processor", run.processor())
                .param("run", run.id())
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> noLongerOurs(run));
        requireFilled(run.processor(), filled);
    }

    /**
     * Its tables are not logged: when PostgreSQL crashes they are emptied, and it must begin again.
     *
     * @throws IllegalStateException if what was filled is gone
     */
    void requireFilled(String processor) {
        requireFilled(processor, find(processor).map(State::hasTables).orElse(false));
    }

    private static void requireFilled(String processor, boolean filled) {
        if (!filled) {
            throw new IllegalStateException("PostgreSQL has lost the second generation of " + processor);
        }
    }

    /**
     * @throws RebuildCancelled if it has been
     * @throws RebuildTakenOver if somebody else is at it
     */
    void completed(Run run, long differences) {
        int ours = jdbc.sql(
                        "update rebuild set phase = 'COMPLETED', differences = :differences, updated_at = :now" + OURS)
                .param("differences", differences)
                .param("now", now())
                .param("processor", run.processor())
                .param("run", run.id())
                .update();
        requireOurs(run, ours);
    }

    private void requireOurs(Run run, int updated) {
        if (updated == 0) {
            throw noLongerOurs(run);
        }
    }

    private RuntimeException noLongerOurs(Run run) {
        return isRunning(run.processor())
                ? new RebuildTakenOver(run.processor())
                : new RebuildCancelled(run.processor());
    }

    /** @return false if it was not running any more, or is somebody else's */
    boolean failed(Run run, String failure) {
        return jdbc.sql("update rebuild set phase = 'FAILED', failure = :failure, updated_at = :now" + OURS)
                        .param("failure", failure)
                        .param("now", now())
                        .param("processor", run.processor())
                        .param("run", run.id())
                        .update()
                == 1;
    }

    /** @return false if it was not running any more */
    boolean cancelled(String processor) {
        return jdbc.sql("update rebuild set phase = 'CANCELLED', updated_at = :now"
                                + " where processor = :processor and phase = 'RUNNING'")
                        .param("now", now())
                        .param("processor", processor)
                        .update()
                == 1;
    }

    /** @return whether nobody needs what was filled; it stays so until the present transaction ends */
    boolean isOver(String processor) {
        return jdbc.sql("select phase <> 'RUNNING' from rebuild where processor = :processor for update")
                .param("processor", processor)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /**
     * For the time that is left.
     *
     * @param domainHead position of the last event of the domain log
     * @param telemetryHead the same of the telemetry log
     */
    List<RebuildView> views(long domainHead, long telemetryHead) {
        return jdbc.sql("select * from rebuild order by processor")
                .query((row, number) -> view(
                        row,
                        ReadModelTables.OF_TELEMETRY.contains(row.getString("processor")) ? telemetryHead : domainHead))
                .list();
    }

    private static RebuildView view(ResultSet row, long head) throws SQLException {
        Instant started = row.getObject("started_at", OffsetDateTime.class).toInstant();
        Instant updated = row.getObject("updated_at", OffsetDateTime.class).toInstant();
        Phase phase = Phase.valueOf(row.getString("phase"));
        long position = Math.max(0, row.getLong("position"));
        double seconds = Duration.between(started, updated).toNanos() / NANOS_PER_SECOND;
        double rate = seconds > 0 ? row.getLong("events") / seconds : 0;
        boolean foreseeable = phase == Phase.RUNNING && position > 0;
        long differences = row.getLong("differences");
        boolean compared = !row.wasNull();
        return new RebuildView(
                row.getString("processor"),
                row.getBoolean("check_only"),
                phase,
                position,
                row.getLong("events"),
                Math.round(rate),
                foreseeable ? Duration.ofSeconds((long) (seconds * Math.max(0, head - position) / position)) : null,
                compared ? differences : null,
                row.getString("failure"),
                started,
                updated);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
