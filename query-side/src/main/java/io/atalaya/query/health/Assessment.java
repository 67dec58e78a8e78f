package io.atalaya.query.health;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How well one or several subjects together are at one moment: in each part as the worst of them. */
record Assessment(List<Subject.Known> parts) {

    static Assessment of(Collection<Subject> subjects, Instant at) {
        Map<HealthPart, Subject.Known> worst = new EnumMap<>(HealthPart.class);
        for (Subject subject : subjects) {
            for (Subject.Known known : subject.at(at)) {
                worst.merge(known.part(), known, Assessment::worse);
            }
        }
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
