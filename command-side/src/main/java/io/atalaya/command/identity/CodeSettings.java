package io.atalaya.command.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long one-time codes live.
 *
 * @param lifetime how long after it was mailed a code is accepted
 * @param tries how many codes may be tried; after that even the right one is refused
 */
public record CodeSettings(
        @DefaultValue("PT10M") Duration lifetime,
        @DefaultValue("5") int tries) {}
