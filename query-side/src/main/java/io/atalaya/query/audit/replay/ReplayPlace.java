package io.atalaya.query.audit.replay;

import io.atalaya.kernel.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay has come in the two logs, as each line says: whoever gives it back goes on behind that line, and misses
 * nothing and gets nothing twice.
 *
 * @param sequence place of the last event in the tenant's chain; 0 before the first
 * @param report position of the last report in the telemetry log; 0 before the first
 */
record ReplayPlace(long sequence, long report) {
    static final ReplayPlace BEGINNING = new ReplayPlace(0, 0);

    static ReplayPlace of(@Nullable String cursor) {
        if (cursor == null) {
            return BEGINNING;
        }
        String[] parts = cursor.split("-", -1);
        try {
            if (parts.length == 2) {
                long sequence = Long.parseLong(parts[0]);
                long report = Long.parseLong(parts[1]);
                if (sequence >= 0 && report >= 0) {
                    return new ReplayPlace(sequence, report);
                }
            }
        } catch (NumberFormatException forged) {
            throw invalid();
        }
        throw invalid();
    }

    private static Rejection invalid() {
        return Rejection.ofField(
                Rejection.Code.CURSOR_INVALID, "after", "is not a cursor that a line of a replay has given out");
    }
}
