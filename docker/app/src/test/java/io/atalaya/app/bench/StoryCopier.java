package io.atalaya.app.bench;

import io.atalaya.kernel.history.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a story of stored events again, with other ids and earlier times of the same length, so that nothing else changes. */
final class StoryCopier {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    /** All but the bits that say of what kind a UUID is. */
    private static final long HIGH = 0xffff_ffff_ffff_0fffL;

    private static final long LOW = 0x3fff_ffff_ffff_ffffL;

    private final List<Template> story;

    private StoryCopier(List<Template> story) {
        this.story = story;
    }

    /** @param same ids of what all stories are about; what happens to these themselves is told only once */
    static StoryCopier of(List<StoredEvent> events, Collection<String> same) {
        Set<String> kept = Set.copyOf(same);
        return new StoryCopier(events.stream()
                .filter(event -> !kept.contains(event.aggregateId()))
                .filter(event -> ID.matcher(event.aggregateId()).matches())
                .map(event -> new Template(
                        event,
                        new Text(event.id().getBytes(StandardCharsets.US_ASCII), kept),
                        new Text(event.aggregateId().getBytes(StandardCharsets.US_ASCII), kept),
                        new Text(event.recordedAt().getBytes(StandardCharsets.US_ASCII), kept),
                        new Text(event.payload(), kept),
                        new Text(event.metadata(), kept)))
                .toList());
    }

    /** How many events a story has. */
    int size() {
        return story.size();
    }

    Stream<StoredEvent> copy(long number, Duration earlier) {
        SplittableRandom random = new SplittableRandom(number);
        long high = random.nextLong() & HIGH;
        long low = random.nextLong() & LOW;
        return story.stream().map(template -> template.copy(high, low, earlier));
    }

    private record Template(
            StoredEvent event, Text id, Text aggregateId, Text recordedAt, Text payload, Text metadata) {
        StoredEvent copy(long high, long low, Duration earlier) {
            return new StoredEvent(
                    0,
                    text(id.copy(high, low, earlier)),
                    event.aggregateType(),
                    text(aggregateId.copy(high, low, earlier)),
                    event.aggregateSequence(),
                    text(recordedAt.copy(high, low, earlier)),
                    event.payloadType(),
                    event.revision(),
                    payload.copy(high, low, earlier),
                    metadata.copy(high, low, earlier));
        }

        private static String text(byte[] ascii) {
            return new String(ascii, StandardCharsets.US_ASCII);
        }
    }

    /** Bytes of UTF-8, and where in them ids and times stand. */
    private static final class Text {
        private final byte[] bytes;
        private final List<Place> places = new ArrayList<>();

        Text(byte[] bytes, Set<String> kept) {
            this.bytes = bytes;
            // A character for each byte, so that places are those of the bytes.
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            Matcher ids = ID.matcher(text);
            while (ids.find()) {
                if (!kept.contains(ids.group())) {
                    places.add(new Place(ids.start(), UUID.fromString(ids.group()), null));
                }
            }
            Matcher times = TIME.matcher(text);
            while (times.find()) {
                places.add(new Place(times.start(), null, LocalDateTime.parse(times.group(), SECONDS)));
            }
        }

        byte[] copy(long high, long low, Duration earlier) {
            byte[] copy = bytes.clone();
            for (Place place : places) {
                byte[] other = place.other(high, low, earlier).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(other, 0, copy, place.start(), other.length);
            }
            return copy;
        }
    }

    private record Place(
            int start, @Nullable UUID id, @Nullable LocalDateTime time) {
        String other(long high, long low, Duration earlier) {
            if (id != null) {
                return new UUID(id.getMostSignificantBits() ^ high, id.getLeastSignificantBits() ^ low).toString();
            }
            if (time == null) {
                throw new IllegalStateException("Neither an id nor a time");
            }
            return SECONDS.format(time.minus(earlier));
        }
    }
}
