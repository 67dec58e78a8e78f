package io.atalaya.command.limit;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/**
 * So many requests at once, and as many again in each period, one after the other rather than all at its end: who has
 * used up 100 per 15 minutes gets another one each 9 seconds. Written {@code 100/PT15M} or {@code 100/15m}.
 *
 * @param per a second at least
 */
public record Allowance(int requests, Duration per) {
    public Allowance {
        if (requests < 1 || per.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "An allowance has one request and one second at least, not " + requests + "/" + per);
        }
    }

    /** @throws IllegalArgumentException if it is not written as above */
    public static Allowance of(String text) {
        String[] parts = text.strip().split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("An allowance is written such as 100/PT15M, not " + text);
        }
        return new Allowance(Integer.parseInt(parts[0].strip()), DurationStyle.detectAndParse(parts[1].strip()));
    }

    @Override
    public String toString() {
        return requests + "/" + per;
    }
}
