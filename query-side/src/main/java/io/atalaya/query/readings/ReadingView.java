package io.atalaya.query.readings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One stored value. */
public record ReadingView(
        String metric, double value, @Nullable String unit, int quality, Instant measuredAt, Instant receivedAt) {}
