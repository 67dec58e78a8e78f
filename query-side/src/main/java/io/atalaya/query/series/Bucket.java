package io.atalaya.query.series;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/** The readings of one span of time, added up one after the other. */
final class Bucket {
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;
    private BigDecimal total = BigDecimal.ZERO;
    private long count;

    void add(double value) {
        // PostgreSQL holds negative zero for no less than zero, so there must be only one of them: -0.0 + 0.0 is 0.0.
        minimum = Math.min(minimum, value + 0.0);
        maximum = Math.max(maximum, value + 0.0);
        total = total.add(BigDecimal.valueOf(value));
        count++;
    }

    void add(Bucket part) {
        add(part.minimum, part.maximum, part.total, part.count);
    }

    void add(double partMinimum, double partMaximum, BigDecimal partTotal, long partCount) {
        minimum = Math.min(minimum, partMinimum);
        maximum = Math.max(maximum, partMaximum);
        total = total.add(partTotal);
        count += partCount;
    }

    /** What is nearest to it; the quotient of decimals has more digits than a double. */
    double average() {
        return total.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).doubleValue();
    }

    double minimum() {
        return minimum;
    }

    double maximum() {
        return maximum;
    }

    /** Exact. */
    BigDecimal total() {
        return total;
    }

    long count() {
        return count;
    }

    /**
     * Which readings a bucket holds.
     *
     * @param startSeconds since the epoch
     */
    record Key(TenantId tenantId, DeviceId deviceId, String metric, BucketWidth width, long startSeconds)
            implements Comparable<Key> {

        static Key of(TenantId tenantId, DeviceId deviceId, String metric, BucketWidth width, Instant at) {
            return new Key(tenantId, deviceId, metric, width, width.start(at).getEpochSecond());
        }

        Key within(BucketWidth wider) {
            long start = Math.floorDiv(startSeconds, wider.seconds()) * wider.seconds();
            return new Key(tenantId, deviceId, metric, wider, start);
        }

        @Override
        public int compareTo(Key other) {
            int order = deviceId.value().compareTo(other.deviceId.value());
            order = order != 0 ? order : metric.compareTo(other.metric);
            order = order != 0 ? order : width.compareTo(other.width);
            return order != 0 ? order : Long.compare(startSeconds, other.startSeconds);
        }
    }
}
