package io.atalaya.command.limit;

import io.atalaya.kernel.Rejection;
import java.time.Duration;

/**
 * What is left of an allowance after a request has asked for its share.
 *
 * @param granted whether the request may go on
 * @param remaining how many more may follow at once
 * @param nanosUntilMore when there will be one more than that
 */
public record Balance(Policy policy, boolean granted, long remaining, long nanosUntilMore) {

    /** The {@code RateLimit} field of draft-ietf-httpapi-ratelimit-headers: no more than r requests within t seconds. */
    public String field() {
        return policy.name() + ";r=" + remaining + ";t=" + Rejection.wholeSeconds(Duration.ofNanos(nanosUntilMore));
    }

    /** Why a request that was not granted is refused. */
    public Rejection refusal() {
        return Rejection.rateLimited(Duration.ofNanos(nanosUntilMore));
    }
}
