package io.atalaya.app.edge;

import java.io.IOException;

/** A request body that is larger than allowed. */
final class BodyTooLarge extends IOException {
    private final String text;

    BodyTooLarge(int maxBytes) {
        super("The request body is larger than " + maxBytes + " bytes");
        this.text = "The request body is larger than " + maxBytes + " bytes";
    }

    @Override
    public String getMessage() {
        return text;
    }
}
