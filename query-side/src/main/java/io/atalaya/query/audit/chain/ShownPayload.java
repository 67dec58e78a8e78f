package io.atalaya.query.audit.chain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Payloads as they go into JSON that we write around them. All that Atalaya stores is one JSON object on one line; what
 * somebody has made of it since is shown as a text, so that it spoils nothing but itself.
 */
public final class ShownPayload {
    private static final JsonFactory JSON = new JsonFactory();

    private ShownPayload() {}

    public static String text(byte[] stored) {
        return new String(bytes(stored), StandardCharsets.UTF_8);
    }

    /** The bytes themselves, if they are as Atalaya stores them. */
    public static byte[] bytes(byte[] stored) {
        if (isObject(stored)) {
            return stored;
        }
        String text = new String(stored, StandardCharsets.UTF_8);
        return ("\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isObject(byte[] stored) {
        for (byte octet : stored) {
            if (octet == '\n' || octet == '\r') {
                return false;
            }
        }
        try (JsonParser parser = JSON.createParser(stored)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException damaged) {
            return false;
        }
    }
}
