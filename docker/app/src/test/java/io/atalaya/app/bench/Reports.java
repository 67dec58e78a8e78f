package io.atalaya.app.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What devices send: at each of their times one value of each metric, the times one after the other without end, so that
 * each reading is another one. Written without allocation. Counts what was acknowledged.
 */
final class Reports implements HttpLoad.Traffic {
    static final List<String> METRICS = List.of("temperature", "humidity", "power");

    private static final byte[][] METRIC_NAMES =
            METRICS.stream().map(Reports::ascii).toArray(byte[][]::new);
    private static final int POWER = METRICS.indexOf("power");
    private static final byte[] OPENING = ascii("{\"readings\":[");
    private static final byte[] METRIC = ascii("{\"metric\":\"");
    private static final byte[] KILOWATTS = ascii("\",\"unit\":\"kW");
    private static final byte[] VALUE = ascii("\",\"value\":");
    private static final byte[] MEASURED_AT = ascii(",\"measuredAt\":\"");
    private static final byte[] CLOSING = ascii("\"}");
    private static final byte[] LENGTH_PLACE = ascii("000000");

    private final List<Device> devices;
    private final boolean inTurn;
    private final int timesPerReport;
    private final long spacingMs;
    private final byte[][] headers;
    private final long[] next;
    private final SplittableRandom random = new SplittableRandom(42);
    private long accepted;
    private long refused;
    private long lastPosition;
    private int turn;

    /** Of as many devices as there are connections.
     *
     * @param spacing between two times of one device
     */
    Reports(List<Device> devices, int timesPerReport, Instant from, Duration spacing) {
        this(devices, timesPerReport, from, spacing, false);
    }

    /** Of all devices, one after the other, whose power can be added up to energy. */
    static Reports inTurn(List<Device> devices, int timesPerReport, Instant from, Duration spacing) {
        return new Reports(devices, timesPerReport, from, spacing, true);
    }

    private Reports(List<Device> devices, int timesPerReport, Instant from, Duration spacing, boolean inTurn) {
        this.devices = devices;
        this.inTurn = inTurn;
        this.timesPerReport = timesPerReport;
        this.spacingMs = spacing.toMillis();
        this.headers = devices.stream()
                .map(device -> ascii("POST /api/v1/devices/" + device.id() + "/readings HTTP/1.1\r\nHost: localhost\r\n"
                        + "X-API-Key: " + device.key() + "\r\nContent-Type: application/json\r\nContent-Length: "))
                .toArray(byte[][]::new);
        this.next = new long[devices.size()];
        java.util.Arrays.fill(next, from.toEpochMilli());
    }

    /** A device of the platform under test. */
    record Device(String id, String key) {}

    /** Readings that the server has acknowledged, or has had before. */
    long acknowledged() {
        return accepted;
    }

    /** The server has acknowledged one more report, without saying anything else. */
    void acknowledge() {
        accepted += readingsPerReport();
    }

    long refusedReports() {
        return refused;
    }

    /** The furthest place in the telemetry log that an answer has named. */
    long lastPosition() {
        return lastPosition;
    }

    int readingsPerReport() {
        return timesPerReport * METRICS.size();
    }

    @Override
    public void request(int connection, ByteBuffer target) {
        int device = (inTurn ? turn++ : connection) % devices.size();
        target.put(headers[device]);
        int lengthAt = target.position();
        target.put(LENGTH_PLACE)
                .put((byte) '\r')
                .put((byte) '\n')
                .put((byte) '\r')
                .put((byte) '\n');
        int bodyAt = target.position();
        body(device, target);
        int length = target.position() - bodyAt;
        for (int digit = LENGTH_PLACE.length - 1; digit >= 0; digit--) {
            target.put(lengthAt + digit, (byte) ('0' + length % 10));
            length /= 10;
        }
    }

    /** One report of that device, as JSON. */
    void body(int device, ByteBuffer target) {
        target.put(OPENING);
        for (int time = 0; time < timesPerReport; time++) {
            long at = next[device];
            next[device] += spacingMs;
            for (int metric = 0; metric < METRIC_NAMES.length; metric++) {
                if (time + metric > 0) {
                    target.put((byte) ',');
                }
                target.put(METRIC).put(METRIC_NAMES[metric]);
                if (inTurn && metric == POWER) {
                    target.put(KILOWATTS);
                }
                target.put(VALUE);
                digits(target, random.nextInt(10, 60), 2);
                target.put((byte) '.');
                digits(target, random.nextInt(100), 2);
                target.put(MEASURED_AT);
                instant(target, at);
                target.put(CLOSING);
            }
        }
        target.put((byte) ']').put((byte) '}');
    }

    @Override
    public void answer(int connection, int status, ByteBuffer body) {
        if (status == 202) {
            accepted += readingsPerReport();
            lastPosition = Math.max(lastPosition, position(body));
        } else if (status == 429 || status == 503) {
            refused++;
        } else {
            throw new IllegalStateException("Answered " + status + ": " + StandardCharsets.UTF_8.decode(body));
        }
    }

    private static long position(ByteBuffer body) {
        int at = body.position();
        while (body.get(at) != 'p' || body.get(at + 1) != 'o') {
            at++;
        }
        at += "position\":".length();
        long position = 0;
        while (body.get(at) >= '0' && body.get(at) <= '9') {
            position = position * 10 + body.get(at) - '0';
            at++;
        }
        return position;
    }

    private static void instant(ByteBuffer target, long epochMs) {
        long day = Math.floorDiv(epochMs, 86_400_000L);
        int ofDay = (int) Math.floorMod(epochMs, 86_400_000L);
        // Days to a civil date, after Howard Hinnant's algorithm.
        long shifted = day + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        digits(target, year, 4);
        target.put((byte) '-');
        digits(target, month, 2);
        target.put((byte) '-');
        digits(target, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2);
        target.put((byte) 'T');
        digits(target, ofDay / 3_600_000, 2);
        target.put((byte) ':');
        digits(target, ofDay / 60_000 % 60, 2);
        target.put((byte) ':');
        digits(target, ofDay / 1000 % 60, 2);
        target.put((byte) '.');
        digits(target, ofDay % 1000, 3);
        target.put((byte) 'Z');
    }

    private static void digits(ByteBuffer target, int value, int count) {
        int at = target.position();
        target.position(at + count);
        int rest = value;
        for (int digit = count - 1; digit >= 0; digit--) {
            target.put(at + digit, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
