package io.atalaya.command.retention;

import java.time.Duration;

/**
 * How long readings are kept.
 *
 * @param standard for tenants that say nothing else
 */
public record RetentionSettings(Duration standard) {}
