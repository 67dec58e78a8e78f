package io.atalaya.query.audit.state;

import java.time.Instant;
import java.util.Map;

/**
 * An event that a state is folded from.
 *
 * @param at when it was recorded
 */
record PastEvent(String type, Map<String, Object> payload, Instant at, long position) {}
