package io.atalaya.query.audit.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A state at two moments.
 *
 * @param changes what differs, by path
 */
public record StateComparison(
        Instant at, Instant to, Map<String, Object> before, Map<String, Object> after, List<Change> changes) {

    /**
     * @param path the field's, with dots between; absent values were, or are, not there
     */
    public record Change(
            String path, @Nullable Object before, @Nullable Object after) {}

    public static StateComparison of(Instant at, Map<String, Object> before, Instant to, Map<String, Object> after) {
        return new StateComparison(at, to, before, after, Differences.between(before, after));
    }
}
