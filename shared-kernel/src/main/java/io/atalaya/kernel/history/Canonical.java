package io.atalaya.kernel.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that are hashed, sealed and signed: each field as its length in four bytes, most significant first, and then
 * its bytes; a text in UTF-8, a number as its decimal text; an absent field as the length FFFFFFFF and nothing else. So
 * no two different lists of fields have the same bytes. Used again and again, by one thread.
 */
final class Canonical {
    private static final int LENGTH_BYTES = 4;
    private byte[] bytes = new byte[2048];
    private int size;

    Canonical restart() {
        size = 0;
        return this;
    }

    Canonical field(@Nullable String text) {
        return text == null ? length(-1) : field(text.getBytes(StandardCharsets.UTF_8));
    }

    Canonical field(long number) {
        return field(Long.toString(number));
    }

    Canonical field(byte[] value) {
        length(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** All but the position, which the log gives an event only when it is stored. */
    Canonical event(StoredEvent event) {
        return field(event.id())
                .field(event.aggregateType())
                .field(event.aggregateId())
                .field(event.aggregateSequence())
                .field(event.recordedAt())
                .field(event.payloadType())
                .field(event.revision())
                .field(event.payload())
                .field(event.metadata());
    }

    byte[] buffer() {
        return bytes;
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private Canonical length(int length) {
        ensure(LENGTH_BYTES);
        bytes[size++] = (byte) (length >>> 24);
        bytes[size++] = (byte) (length >>> 16);
        bytes[size++] = (byte) (length >>> 8);
        bytes[size++] = (byte) length;
        return this;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
