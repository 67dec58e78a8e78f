package io.atalaya.command.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A bucket of tokens for each of those whom one allowance holds for. However many there are, only so many are
 * remembered; one that has been left alone for its whole period is full, and is forgotten without loss. Takes no locks.
 *
 * @param <K> who they are; a good map key
 */
public final class Buckets<K> {
    private final String name;
    private final Allowance allowance;
    private final TimeMeter time;
    private final Cache<K, Metered> byKey;

    /**
     * @param name what clients see: lower-case letters
     * @param longest of the periods of all allowances that are taken from here
     */
    public Buckets(String name, Allowance allowance, Duration longest, Clock clock, int maxTracked) {
        this.name = name;
        this.allowance = allowance;
        this.time = new Ticks(clock);
        this.byKey = Caffeine.newBuilder()
                .maximumSize(maxTracked)
                .expireAfterAccess(longest)
                .ticker(time::currentTimeNanos)
                .build();
    }

    public Buckets(String name, Allowance allowance, Clock clock, int maxTracked) {
        this(name, allowance, allowance.per(), clock, maxTracked);
    }

    public Balance take(K key) {
        return take(key, allowance);
    }

    /** @param own what holds for this key in place of what holds for the others; always the same for the same key */
    public Balance take(K key, Allowance own) {
        Metered metered = byKey.getIfPresent(key);
        if (metered == null) {
            metered = byKey.get(key, ignored -> Metered.of(name, own, time));
        }
        return metered.take();
    }

    /** Undoes a {@link #take} that was granted. */
    public void giveBack(K key) {
        Metered metered = byKey.getIfPresent(key);
        if (metered != null) {
            metered.bucket().addTokens(1);
        }
    }

    /** @param nanosPerRequest how long one token takes to come */
    private record Metered(Policy policy, int capacity, long nanosPerRequest, Bucket bucket) {
        static Metered of(String name, Allowance allowance, TimeMeter time) {
            int requests = allowance.requests();
            Bucket bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, allowance.per()))
                    .withCustomTimePrecision(time)
                    .build();
            long nanosPerRequest = allowance.per().dividedBy(requests).toNanos();
            return new Metered(Policy.of(name, allowance), requests, nanosPerRequest, bucket);
        }

        Balance take() {
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
            long remaining = probe.getRemainingTokens();
            if (!probe.isConsumed()) {
                return new Balance(policy, false, remaining, probe.getNanosToWaitForRefill());
            }
            long missing = capacity - remaining;
            long untilMore = probe.getNanosToWaitForReset() - (missing - 1) * nanosPerRequest;
            return new Balance(policy, true, remaining, Math.max(1, untilMore));
        }
    }

    /** Our clock, for which {@code millis()} is too coarse. */
    private record Ticks(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
