package io.atalaya.query.audit.replay;

import java.nio.charset.StandardCharsets;

/** What every line has in common, ready to be copied. */
final class Json {
    static final byte[] POSITION = bytes("{\"position\":");
    static final byte[] ID = bytes(",\"id\":");
    static final byte[] TYPE = bytes(",\"type\":");
    static final byte[] AGGREGATE_TYPE = bytes(",\"aggregateType\":");
    static final byte[] AGGREGATE_ID = bytes(",\"aggregateId\":");
    static final byte[] ACTOR = bytes(",\"actor\":{\"type\":");
    static final byte[] ACTOR_ID = bytes(",\"id\":");
    static final byte[] NAME = bytes(",\"name\":");
    static final byte[] AT = bytes("},\"at\":\"");
    static final byte[] HAPPENED_AT = bytes("\",\"happenedAt\":\"");
    static final byte[] QUOTE = bytes("\"");
    static final byte[] CORRELATION_ID = bytes(",\"correlationId\":");
    static final byte[] CAUSATION_ID = bytes(",\"causationId\":");
    static final byte[] TRIGGER_ID = bytes(",\"triggerId\":");
    static final byte[] IP = bytes(",\"ip\":");
    static final byte[] PAYLOAD = bytes(",\"payload\":");
    static final byte[] HASH = bytes(",\"hash\":");
    static final byte[] OF_TELEMETRY = bytes(",\"log\":\"TELEMETRY\"");

    private Json() {}

    /** A field of plain text, with the comma before it. */
    static byte[] quoted(String name, String value) {
        return bytes(",\"" + name + "\":\"" + value + "\"");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
