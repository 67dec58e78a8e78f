package io.atalaya.query.logs;

import io.atalaya.contract.logs.LogLevel;
import java.time.Instant;

/**
 * One line of a device's log.
 *
 * @param at by the device's clock, or the server's if the device named none
 */
public record LogLineView(LogLevel level, String message, Instant at, Instant receivedAt) {}
