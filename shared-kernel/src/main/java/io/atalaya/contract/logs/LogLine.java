package io.atalaya.contract.logs;

import java.time.Instant;

/**
 * One line of a device's log.
 *
 * @param at by the device's clock, or the server's if the device named none
 */
public record LogLine(LogLevel level, String message, Instant at) {}
