package io.atalaya.query.health;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How well one or several subjects together are at one moment: in each part as the worst of them. */
record Assessment(List<Subject.Known> parts) {

    static final Assessment OF_NOTHING = new Assessment(List.of());

    static Assessment of(Collection<Subject> subjects, Instant at) {
        return worst(subjects.stream().flatMap(subject -> subject.at(at).stream()));
    }

    /** Of these subjects and others. */
    Assessment with(Assessment others) {
        return worst(Stream.concat(parts.stream(), others.parts.stream()));
    }

    private static Assessment worst(Stream<Subject.Known> all) {
        Map<HealthPart, Subject.Known> worst = new EnumMap<>(HealthPart.class);
        all.forEach(known -> worst.merge(known.part(), known, Assessment::worse));
        return new Assessment(List.copyOf(worst.values()));
    }

    private static Subject.Known worse(Subject.Known one, Subject.Known other) {
        return Comparator.comparingDouble(Subject.Known::score).compare(one, other) <= 0 ? one : other;
    }

    /** 0 to 100: the mean of the parts by weight. What nothing is known of neither helps nor harms. */
    int score() {
        double weights = 0;
        double total = 0;
        for (Subject.Known known : parts) {
            weights += known.part().weight();
            total += known.part().weight() * known.score();
        }
        return weights == 0 ? (int) HealthPart.BEST : (int) Math.round(total / weights);
    }
}
