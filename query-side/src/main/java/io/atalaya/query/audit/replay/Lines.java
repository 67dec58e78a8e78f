package io.atalaya.query.audit.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of JSON as bytes, one behind the other, each with its time and its key in its log. Filled and emptied again and
 * again: there are millions of lines, and none of them becomes an object.
 */
final class Lines {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1 << 16];
    private int size;
    private int[] ends = new int[1024];
    private long[] times = new long[1024];
    private long[] keys = new long[1024];
    private int count;
    private int next;

    /** @return how many lines have not been written yet */
    int left() {
        return count - next;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        count = 0;
        next = 0;
    }

    Lines raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** A JSON string of text in UTF-8. */
    Lines text(byte[] utf8) {
        ensure(utf8.length * 6 + 2);
        bytes[size++] = '"';
        for (byte one : utf8) {
            if (one == '"' || one == '\\') {
                bytes[size++] = '\\';
                bytes[size++] = one;
            } else if (one >= 0 && one < ' ') {
                bytes[size++] = '\\';
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[one >> 4];
                bytes[size++] = HEX[one & 0xf];
            } else {
                bytes[size++] = one;
            }
        }
        bytes[size++] = '"';
        return this;
    }

    /** @param micros orders the lines of two logs */
    void end(long micros, long key) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
            times = Arrays.copyOf(times, count * 2);
            keys = Arrays.copyOf(keys, count * 2);
        }
        ends[count] = size;
        times[count] = micros;
        keys[count] = key;
        count++;
    }

    long nextTime() {
        return times[next];
    }

    long nextKey() {
        return keys[next];
    }

    /** The next line as far as it has been made; whoever writes it adds its end. */
    void writeNext(OutputStream out) throws IOException {
        int start = next == 0 ? 0 : ends[next - 1];
        out.write(bytes, start, ends[next] - start);
        next++;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
