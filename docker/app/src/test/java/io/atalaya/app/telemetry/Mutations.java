package io.atalaya.app.telemetry;

import java.util.List;
import java.util.Random;

/** JSON that has been damaged, whichever way it came. */
public final class Mutations {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e308",
            "-1e999",
            "1e-999",
            "9999999999999999999999",
            "0.1",
            "\"\"",
            "\"x\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"+999999999-01-01T00:00:00Z\"",
            "[]",
            "[[]]",
            "[null]",
            "{}",
            "{\"value\":{}}",
            "{\"\":1}",
            "NaN",
            "01",
            "'x'",
            "\"" + "y".repeat(5_000) + "\"",
            "[".repeat(600),
            "-",
            "");

    private Mutations() {}

    /** One to three changes: a value replaced, a character changed, a piece cut out or doubled. */
    public static String of(String original, Random random) {
        StringBuilder body = new StringBuilder(original);
        for (int change = random.nextInt(3); change >= 0; change--) {
            int place = random.nextInt(Math.max(1, body.length()));
            switch (random.nextInt(5)) {
                case 0, 1 -> replaceValue(body, place, VALUES.get(random.nextInt(VALUES.size())));
                case 2 -> body.setCharAt(place, "{}[]\":,0a\\\u00e9\u0001".charAt(random.nextInt(12)));
                case 3 -> body.delete(place, Math.min(body.length(), place + random.nextInt(12)));
                default ->
                    body.insert(place, body.substring(place, Math.min(body.length(), place + random.nextInt(12))));
            }
            if (body.isEmpty()) {
                body.append(' ');
            }
        }
        return body.toString();
    }

    /** The value that follows the next colon. */
    private static void replaceValue(StringBuilder body, int from, String value) {
        int colon = body.indexOf(":", from);
        if (colon < 0) {
            return;
        }
        int end = colon + 1;
        while (end < body.length() && ",}]".indexOf(body.charAt(end)) < 0) {
            end++;
        }
        body.replace(colon + 1, end, value);
    }
}
