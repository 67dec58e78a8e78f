package io.atalaya.query.health;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.query.baseline.PastAverages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How well devices are: two statements, however many they are and however far back it is asked. */
@Component
public class HealthScores {
    /** How much of the past before a moment its trends need. */
    public static final Duration LOOK_BACK = Trend.RECENT.plus(Trend.PAST).plus(Duration.ofDays(1));

    private final HealthSpans spans;
    private final PastAverages past;

    HealthScores(HealthSpans spans, PastAverages past) {
        this.spans = spans;
        this.past = past;
    }

    /**
     * Of each device its score, from 0 to 100.
     *
     * @param averages of these devices, from {@link #LOOK_BACK} before the moment on
     */
    public Map<DeviceId, Integer> of(
            TenantId tenantId,
            Collection<DeviceId> devices,
            Instant at,
            Map<DeviceId, Map<String, NavigableMap<Instant, Double>>> averages) {
        List<Span> known = spans.between(tenantId, devices, null, at.minus(Subject.WINDOW), at);
        Map<DeviceId, Integer> scores = new HashMap<>();
        subjects(devices, known, averages)
                .forEach((device, subject) ->
                        scores.put(device, Assessment.of(List.of(subject), at).score()));
        return scores;
    }

    /**
     * What is known of the devices at any moment between these two.
     *
     * @param known all their spans from {@link Subject#WINDOW} before the first moment on
     */
    Map<DeviceId, Subject> subjects(
            TenantId tenantId, Collection<DeviceId> devices, List<Span> known, Instant first, Instant last) {
        return subjects(devices, known, past.of(tenantId, devices, first.minus(LOOK_BACK), last));
    }

    private static Map<DeviceId, Subject> subjects(
            Collection<DeviceId> devices,
            List<Span> known,
            Map<DeviceId, Map<String, NavigableMap<Instant, Double>>> averages) {
        Map<UUID, List<Span>> byDevice = new HashMap<>();
        for (Span span : known) {
            if (span.deviceId() != null) {
                byDevice.computeIfAbsent(span.deviceId(), device -> new ArrayList<>())
                        .add(span);
            }
        }
        Map<DeviceId, Subject> subjects = new HashMap<>();
        for (DeviceId device : devices) {
            subjects.put(
                    device,
                    Subject.device(
                            byDevice.getOrDefault(device.value(), List.of()),
                            new Trend(averages.getOrDefault(device, Map.of()))));
        }
        return subjects;
    }
}
