package io.atalaya.app.axon;

import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.messaging.AppendedPositions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * The engine of the telemetry log, whose rows name their tenant, too. Reports belong to no aggregate, and all that are
 * appended together go in one row set of one statement: what PostgreSQL does per statement, it does once.
 */
final class TelemetryEventStorageEngine extends PositionedEventStorageEngine {
    private static final String APPEND = "insert into telemetry_event (tenant_id, event_identifier,"
            + " aggregate_identifier, sequence_number, time_stamp, payload_type, payload_revision, payload, meta_data)"
            + " select tenant, id, id, 0, at, type, revision, payload, metadata"
            + " from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[])"
            + " with ordinality as report (tenant, id, at, type, revision, payload, metadata, place)"
            + " order by place returning global_index";

    TelemetryEventStorageEngine(
            Builder builder,
            TransactionManager transactions,
            ConnectionProvider connections,
            AppendedPositions positions) {
        super(builder, transactions, connections, positions);
    }

    @Override
    Map<EventMessage<?>, Long> insert(
            Connection connection, List<? extends EventMessage<?>> events, Serializer serializer) throws SQLException {
        int size = events.size();
        UUID[] tenants = new UUID[size];
        String[] ids = new String[size];
        String[] times = new String[size];
        String[] types = new String[size];
        String[] revisions = new String[size];
        byte[][] payloads = new byte[size][];
        byte[][] metadata = new byte[size][];
        for (int row = 0; row < size; row++) {
            EventMessage<?> event = events.get(row);
            // Not by the message, which would keep what it has written for as long as followers keep the message.
            SerializedObject<byte[]> payload = serializer.serialize(event.getPayload(), byte[].class);
            tenants[row] = ((ReadingsRecorded) event.getPayload()).tenantId().value();
            ids[row] = event.getIdentifier();
            times[row] = DateTimeUtils.formatInstant(event.getTimestamp());
            types[row] = payload.getType().getName();
            revisions[row] = payload.getType().getRevision();
            payloads[row] = payload.getData();
            metadata[row] =
                    serializer.serialize(event.getMetaData(), byte[].class).getData();
        }
        try (PreparedStatement append = connection.prepareStatement(APPEND)) {
            append.setArray(1, connection.createArrayOf("uuid", tenants));
            append.setArray(2, connection.createArrayOf("text", ids));
            append.setArray(3, connection.createArrayOf("text", times));
            append.setArray(4, connection.createArrayOf("text", types));
            append.setArray(5, connection.createArrayOf("text", revisions));
            append.setArray(6, connection.createArrayOf("bytea", payloads));
            append.setArray(7, connection.createArrayOf("bytea", metadata));
            try (ResultSet keys = append.executeQuery()) {
                return positions(events, keys);
            }
        }
    }
}
