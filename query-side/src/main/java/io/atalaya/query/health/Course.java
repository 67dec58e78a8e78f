package io.atalaya.query.health;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How well subjects together are, and were at some moments. They may come in parts, of which only the worst is kept. */
final class Course {
    private final List<Instant> moments;
    private final Instant now;
    private final List<Assessment> past;
    private Assessment present = Assessment.OF_NOTHING;

    Course(List<Instant> moments, Instant now) {
        this.moments = moments;
        this.now = now;
        this.past = new ArrayList<>(Collections.nCopies(moments.size(), Assessment.OF_NOTHING));
    }

    /** The first moment that counts. */
    Instant begin() {
        return moments.isEmpty() ? now : moments.getFirst();
    }

    Instant end() {
        return now;
    }

    void add(Collection<Subject> subjects) {
        present = present.with(Assessment.of(subjects, now));
        for (int moment = 0; moment < moments.size(); moment++) {
            past.set(moment, past.get(moment).with(Assessment.of(subjects, moments.get(moment))));
        }
    }

    HealthView view(@Nullable DeviceId deviceId, @Nullable AssetId assetId) {
        List<HealthView.HealthPoint> history = new ArrayList<>();
        for (int moment = 0; moment < moments.size(); moment++) {
            history.add(new HealthView.HealthPoint(
                    moments.get(moment), past.get(moment).score()));
        }
        return new HealthView(
                deviceId,
                assetId,
                now,
                present.score(),
                present.parts().stream().map(Subject.Known::view).toList(),
                history);
    }
}
