package io.atalaya.command.telemetry.dialect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A device's time as firmware writes it: ISO 8601 with or without an offset (then it is UTC), with T or a blank in the
 * middle; or seconds or milliseconds since 1970.
 */
final class DeviceTime {
    private static final int MAX_LENGTH = 40;
    private static final int DATE_LENGTH = "2026-01-01".length();
    /** The year 5138 in seconds, or March 1973 in milliseconds. */
    private static final double FIRST_MILLISECONDS = 1e11;

    private DeviceTime() {}

    /** @param absent what it is if the device names none */
    static Instant parse(@Nullable Object time, Instant absent, String field) {
        return switch (time) {
            case null -> absent;
            case String text -> ofText(text, field);
            case Long number -> ofEpoch(number, field);
            case Integer number -> ofEpoch(number, field);
            case Double number -> ofEpoch(number, field);
            case BigInteger number -> ofEpoch(number.doubleValue(), field);
            case BigDecimal number -> ofEpoch(number.doubleValue(), field);
            default -> throw malformed(field);
        };
    }

    private static Instant ofText(String text, String field) {
        if (text.length() > MAX_LENGTH) {
            throw malformed(field);
        }
        boolean blank = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ';
        String iso = blank ? text.substring(0, DATE_LENGTH) + "T" + text.substring(DATE_LENGTH + 1) : text;
        try {
            return switch (DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from)) {
                case OffsetDateTime time -> time.toInstant();
                case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
                default -> throw malformed(field);
            };
        } catch (DateTimeException unreadable) {
            throw malformed(field);
        }
    }

    private static Instant ofEpoch(double number, String field) {
        double milliseconds = Math.abs(number) < FIRST_MILLISECONDS ? number * 1000 : number;
        // Beyond this, the sum of its parts would overflow; it is far in the future or the past anyway.
        if (!(Math.abs(milliseconds) < 1e15)) {
            throw malformed(field);
        }
        return Instant.ofEpochMilli(Math.round(milliseconds));
    }

    private static RuntimeException malformed(String field) {
        return ReadingForm.invalid(field, "must be a time in ISO 8601, or seconds or milliseconds since 1970");
    }
}
