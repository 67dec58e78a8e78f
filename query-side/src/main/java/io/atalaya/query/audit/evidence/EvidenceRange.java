package io.atalaya.query.audit.evidence;

import io.atalaya.kernel.Rejection;
import io.atalaya.query.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Which events are evidence: by position, both inclusive, and by the time at which they were recorded.
 *
 * @param fromPosition {@code null} for the first
 * @param toPosition {@code null} for the last
 */
public record EvidenceRange(
        @Nullable Long fromPosition, @Nullable Long toPosition, TimeRange recorded) {
    public EvidenceRange {
        if (fromPosition != null && toPosition != null && fromPosition > toPosition) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "toPosition", "must not be less than fromPosition");
        }
    }
}
