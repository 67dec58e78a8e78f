package io.atalaya.query.baseline;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What is usual: the median of the past, and how widely it scatters. Both are of ranks, so that up to half of the past
 * may be wrong without moving them far (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993).
 *
 * @param scale comparable with a standard deviation: 1.4826 times the median of the distances from the median (MAD) or,
 *     where more than half of them are nothing, 1.2533 times their mean; 0 where the past never changed
 * @param count of the values that it is made of, 1 or more
 */
public record Baseline(double median, double scale, int count) {
    private static final double OF_MEDIAN = 1.4826;
    private static final double OF_MEAN = 1.2533;

    /** @param values of the past, at least one, in any order; they are sorted */
    public static Baseline of(double... values) {
        double median = median(values);
        double[] distances =
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
        double scale = OF_MEDIAN * median(distances);
        if (scale == 0) {
            scale = OF_MEAN * Arrays.stream(distances).average().orElse(0);
        }
        return new Baseline(median, scale, values.length);
    }

    /**
     * How many scales a value is from the median; negative below it.
     *
     * @return empty if the past never changed and this does: there is nothing to measure it by
     */
    public OptionalDouble score(double value) {
        double distance = value - median;
        if (distance == 0) {
            return OptionalDouble.of(0);
        }
        return scale == 0 ? OptionalDouble.empty() : OptionalDouble.of(distance / scale);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        // Half of each, so that the sum of two large ones stays finite.
        return values.length % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2;
    }
}
