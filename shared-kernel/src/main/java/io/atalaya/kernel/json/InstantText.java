package io.atalaya.kernel.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The one form of ISO 8601 in which nearly all instants travel, {@code 2026-03-01T08:00:00.123Z}, read and written
 * without the machinery that any other form needs: each reading has one, which otherwise costs more than all the rest of
 * it. Gives the same as {@link Instant}, or leaves it to that.
 */
public final class InstantText {
    private static final int SECONDS_LENGTH = "2026-03-01T08:00:00".length();
    private static final int MAX_FRACTION = 9;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private InstantText() {}

    /** @return the instant; {@code null} if the text has another form, which need not be wrong */
    public static @Nullable Instant parse(String text) {
        int length = text.length();
        if (length <= SECONDS_LENGTH
                || text.charAt(length - 1) != 'Z'
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int nanos = nanos(text, length - 1);
        if ((year | month | day | hour | minute | second | nanos) < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            return Instant.ofEpochSecond(days * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second, nanos);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** @return of the fraction; negative if it is none */
    private static int nanos(String text, int end) {
        if (end == SECONDS_LENGTH) {
            return 0;
        }
        int digits = end - SECONDS_LENGTH - 1;
        if (text.charAt(SECONDS_LENGTH) != '.' || digits < 1 || digits > MAX_FRACTION) {
            return -1;
        }
        int fraction = number(text, SECONDS_LENGTH + 1, end);
        for (int digit = digits; digit < MAX_FRACTION; digit++) {
            fraction *= 10;
        }
        return fraction;
    }

    /** @return negative if these are not all digits */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** As {@link Instant#toString()}. */
    public static String of(Instant instant) {
        long second = instant.getEpochSecond();
        if (second < FIRST || second > LAST) {
            return instant.toString();
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY));
        int ofDay = (int) Math.floorMod(second, SECONDS_PER_DAY);
        byte[] text = new byte[SECONDS_LENGTH + 1 + MAX_FRACTION + 1];
        put(text, 0, date.getYear(), 4);
        text[4] = '-';
        put(text, 5, date.getMonthValue(), 2);
        text[7] = '-';
        put(text, 8, date.getDayOfMonth(), 2);
        text[10] = 'T';
        put(text, 11, ofDay / 3600, 2);
        text[13] = ':';
        put(text, 14, ofDay / 60 % 60, 2);
        text[16] = ':';
        put(text, 17, ofDay % 60, 2);
        int end = putFraction(text, instant.getNano());
        text[end] = 'Z';
        return new String(text, 0, end + 1, StandardCharsets.ISO_8859_1);
    }

    /** In groups of three digits, as many as are needed. */
    private static int putFraction(byte[] text, int nanos) {
        if (nanos == 0) {
            return SECONDS_LENGTH;
        }
        text[SECONDS_LENGTH] = '.';
        int digits = MAX_FRACTION;
        int fraction = nanos;
        while (fraction % 1000 == 0) {
            fraction /= 1000;
            digits -= 3;
        }
        put(text, SECONDS_LENGTH + 1, fraction, digits);
        return SECONDS_LENGTH + 1 + digits;
    }

    private static void put(byte[] text, int from, int number, int digits) {
        int left = number;
        for (int at = from + digits - 1; at >= from; at--) {
            text[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }
}
