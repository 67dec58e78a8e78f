package io.atalaya.query.series;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.math.BigDecimal;
import java.time.Instant;

/** The readings of one span of time, added up one after the other. */
final class Bucket {
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;
    private BigDecimal total = BigDecimal.ZERO;
    private long count;

    void add(double value) {
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
        total = total.add(BigDecimal.valueOf(value));
        count++;
    }

    void add(Bucket part) {
        minimum = Math.min(minimum, part.minimum);
        maximum = Math.max(maximum, part.maximum);
        total = total.add(part.total);
        count += part.count;
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
