package io.atalaya.query.energy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a device drew, or, if negative, fed in, at a moment. */
record Power(Instant at, double kilowatts) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SECONDS_PER_HOUR = 3600;

    /**
     * What was used from this moment on until a later one, by full hours of UTC. Between two that are no further apart than
     * the gap, power changes evenly; else the first is taken to hold as long as that gap, and the rest is not known.
     */
    List<Used> until(Power later, Duration maxGap) {
        boolean near = Duration.between(at, later.at).compareTo(maxGap) <= 0;
        Power end = near ? later : new Power(at.plus(maxGap), kilowatts);
        List<Used> used = new ArrayList<>();
        Power from = this;
        while (from.at.isBefore(end.at)) {
            Instant hour = from.at.truncatedTo(ChronoUnit.HOURS);
            Instant next = hour.plus(1, ChronoUnit.HOURS);
            Power to = next.isBefore(end.at) ? between(end, next) : end;
            double seconds = seconds(from.at, to.at);
            used.add(Used.of(hour, (from.kilowatts / 2 + to.kilowatts / 2) * seconds / SECONDS_PER_HOUR, seconds));
            from = to;
        }
        return used;
    }

    private Power between(Power end, Instant moment) {
        double share = seconds(at, moment) / seconds(at, end.at);
        return new Power(moment, kilowatts + (end.kilowatts - kilowatts) * share);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / NANOS_PER_SECOND;
    }

    /**
     * Decimals, so that sums are exact and the same in whatever portions they are added up.
     *
     * @param seconds of the hour that this is about
     */
    record Used(Instant hour, BigDecimal kilowattHours, BigDecimal seconds) {
        /** A millionth of a milliwatt hour. */
        private static final int DECIMALS = 12;

        private static final int NANOS = 9;

        private static Used of(Instant hour, double kilowattHours, double seconds) {
            return new Used(
                    hour,
                    BigDecimal.valueOf(kilowattHours).setScale(DECIMALS, RoundingMode.HALF_EVEN),
                    BigDecimal.valueOf(seconds).setScale(NANOS, RoundingMode.HALF_EVEN));
        }

        /** As a part of another time that it lies within. */
        Used within(Instant start) {
            return new Used(start, kilowattHours, seconds);
        }

        Used plus(Used more) {
            return new Used(hour, kilowattHours.add(more.kilowattHours), seconds.add(more.seconds));
        }
    }
}
