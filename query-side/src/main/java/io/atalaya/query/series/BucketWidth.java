package io.atalaya.query.series;

import java.time.Instant;

/** The spans of time that readings are summed up in. They begin at full days of UTC, or at equal parts of them. */
enum BucketWidth {
    FIVE_MINUTES(5),
    HALF_HOUR(30),
    TWO_HOURS(120),
    DAY(1440);

    private final int minutes;

    BucketWidth(int minutes) {
        this.minutes = minutes;
    }

    int minutes() {
        return minutes;
    }

    long seconds() {
        return minutes * 60L;
    }

    /** Where the bucket that holds this moment begins. */
    Instant start(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds()) * seconds());
    }
}
