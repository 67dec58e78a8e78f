package io.atalaya.command.logs;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How devices' logs are kept.
 *
 * @param keepFor how long a line is kept after it arrived
 * @param maxLinesPerUpload lines in one upload at most
 * @param maxMessageLength characters in one line at most
 */
public record LogSettings(
        @DefaultValue("P30D") Duration keepFor,
        @DefaultValue("1000") int maxLinesPerUpload,
        @DefaultValue("4000") int maxMessageLength) {}
