package io.atalaya.command.telemetry;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids of reports: UUIDs of version 7 (RFC 9562), which begin with the time. Those that are made one after the other stand
 * beside each other in an index, so that an append touches a few of its pages instead of one per report.
 */
final class ReportIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int RANDOM_BITS_BEFORE_VARIANT = 12;

    private ReportIds() {}

    static UUID at(Instant time) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = time.toEpochMilli() << 16 | VERSION_7 | random.nextInt(1 << RANDOM_BITS_BEFORE_VARIANT);
        return new UUID(high, random.nextLong() >>> 2 | VARIANT);
    }
}
