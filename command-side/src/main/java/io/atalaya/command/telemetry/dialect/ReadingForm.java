package io.atalaya.command.telemetry.dialect;

import io.atalaya.kernel.Rejection;
import org.jspecify.annotations.Nullable;

/** What the parts of a reading must look like, the same in every dialect. Whatever does not is refused by its field. */
final class ReadingForm {
    static final int BEST_QUALITY = 100;
    private static final int MAX_METRIC = 64;
    private static final int MAX_UNIT = 32;
    private static final int MAX_MESSAGE_ID = 128;

    private ReadingForm() {}

    static boolean isMetric(String text) {
        if (text.isEmpty() || text.length() > MAX_METRIC) {
            return false;
        }
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            boolean allowed = (letter >= 'a' && letter <= 'z')
                    || (letter >= 'A' && letter <= 'Z')
                    || (letter >= '-' && letter <= ':') // - . / 0-9 :
                    || letter == '_';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    static String metric(@Nullable String text, String field) {
        if (text == null || !isMetric(text)) {
            throw invalid(field, "must be 1 to 64 letters, digits or _ . : / -");
        }
        return text;
    }

    static @Nullable String unit(@Nullable String text, String field) {
        if (text != null
                && (text.isEmpty() || text.length() > MAX_UNIT || text.chars().anyMatch(Character::isISOControl))) {
            throw invalid(field, "must be 1 to 32 printable characters");
        }
        return text;
    }

    static @Nullable String messageId(@Nullable String text, String field) {
        if (text != null
                && (text.isEmpty()
                        || text.length() > MAX_MESSAGE_ID
                        || !text.chars().allMatch(letter -> letter >= '!' && letter <= '~'))) {
            throw invalid(field, "must be 1 to 128 printable ASCII characters");
        }
        return text;
    }

    static int quality(@Nullable Integer percent, String field) {
        if (percent == null) {
            return BEST_QUALITY;
        }
        if (percent < 0 || percent > BEST_QUALITY) {
            throw invalid(field, "must be between 0 and 100");
        }
        return percent;
    }

    /** A number, or a truth value, which is stored as 1 or 0. */
    static double value(@Nullable Object value, String field) {
        return switch (value) {
            case Boolean truth -> truth ? 1 : 0;
            case Number number -> finite(number.doubleValue(), field);
            case null, default -> throw invalid(field, "must be a finite number, or true or false");
        };
    }

    static double finite(double value, String field) {
        if (!Double.isFinite(value)) {
            throw invalid(field, "must be a finite number, or true or false");
        }
        return value;
    }

    static Rejection invalid(String field, String message) {
        return Rejection.ofField(Rejection.Code.INVALID_REQUEST, field, message);
    }
}
