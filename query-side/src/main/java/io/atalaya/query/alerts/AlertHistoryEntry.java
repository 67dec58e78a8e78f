package io.atalaya.query.alerts;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * One thing that happened to an alert.
 *
 * @param position in the domain log
 * @param type the event's name, such as AlertAcknowledged or TimerFired
 * @param actorType USER, API_KEY or SYSTEM
 * @param actorId of a user or key, or which part of Atalaya did it
 * @param details the event as it was stored, a JSON object
 */
public record AlertHistoryEntry(
        long position,
        Instant at,
        String type,
        String actorType,
        String actorId,
        @JsonRawValue String details) {}
