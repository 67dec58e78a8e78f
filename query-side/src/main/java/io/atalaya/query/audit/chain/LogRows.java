package io.atalaya.query.audit.chain;

import io.atalaya.kernel.history.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads rows of the domain log as they are stored. */
public final class LogRows {
    /** The columns of {@link #read}, of a table named log. */
    public static final String COLUMNS = "log.global_index, log.event_identifier, log.type as log_type,"
            + " log.aggregate_identifier, log.sequence_number, log.time_stamp, log.payload_type, log.payload_revision,"
            + " log.payload as log_payload, log.meta_data";
    /** And who appended it: what is compared with {@link io.atalaya.kernel.history.HistoryKey#seal}. */
    static final String COLUMNS_AND_SEAL = COLUMNS + ", log.seal";

    private LogRows() {}

    public static StoredEvent read(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong("global_index"),
                row.getString("event_identifier"),
                row.getString("log_type"),
                row.getString("aggregate_identifier"),
                row.getLong("sequence_number"),
                row.getString("time_stamp"),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                row.getBytes("log_payload"),
                row.getBytes("meta_data"));
    }
}
