package io.atalaya.query;

import io.atalaya.kernel.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** An opaque place in a list. Clients give it back as they got it. */
public final class Cursor {
    private Cursor() {}

    public static String of(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Rejection if the text is not a cursor of ours */
    public static String place(String cursor) {
        try {
            String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (place.indexOf('\0') >= 0) {
                throw invalid();
            }
            return place;
        } catch (IllegalArgumentException forged) {
            throw invalid();
        }
    }

    /** @throws Rejection if the cursor does not hold a log position */
    public static @Nullable Long position(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return Long.valueOf(place(cursor));
        } catch (NumberFormatException forged) {
            throw invalid();
        }
    }

    public static Rejection invalid() {
        return Rejection.ofField(
                Rejection.Code.CURSOR_INVALID, "cursor", "is not a cursor that this list has given out");
    }
}
