package io.atalaya.command.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How repeated mutations are recognised.
 *
 * @param keepFor how long an answer is kept under its key
 * @param abandonedAfter when a request that never finished may be tried again
 */
public record IdempotencySettings(
        @DefaultValue("PT24H") Duration keepFor,
        @DefaultValue("PT1M") Duration abandonedAfter) {}
