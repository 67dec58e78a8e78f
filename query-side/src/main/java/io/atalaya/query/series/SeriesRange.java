package io.atalaya.query.series;

import io.atalaya.kernel.Rejection;
import java.time.Duration;
import java.time.Instant;

/** How far back a series reaches, and in what steps. */
public enum SeriesRange {
    DAY("24h", Duration.ofHours(24), BucketWidth.FIVE_MINUTES),
    WEEK("7d", Duration.ofDays(7), BucketWidth.HALF_HOUR),
    MONTH("30d", Duration.ofDays(30), BucketWidth.TWO_HOURS);

    private final String text;
    private final Duration length;
    private final BucketWidth width;

    SeriesRange(String text, Duration length, BucketWidth width) {
        this.text = text;
        this.length = length;
        this.width = width;
    }

    /** @throws Rejection if it is none of 24h, 7d and 30d */
    public static SeriesRange of(String text) {
        for (SeriesRange range : values()) {
            if (range.text.equals(text)) {
                return range;
            }
        }
        throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "range", "must be 24h, 7d or 30d");
    }

    /** As requests and answers spell it. */
    public String text() {
        return text;
    }

    public Duration length() {
        return length;
    }

    BucketWidth width() {
        return width;
    }

    /** The bucket in which the range begins belongs to it as a whole. */
    Instant from(Instant now) {
        return width.start(now.minus(length));
    }
}
