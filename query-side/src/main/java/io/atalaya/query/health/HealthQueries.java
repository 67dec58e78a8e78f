package io.atalaya.query.health;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.TimeRange;
import io.atalaya.query.sites.Whereabouts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells how well devices and assets are, and were: two statements, however long the history. */
@Component
class HealthQueries {
    private static final Duration LONGEST_HISTORY = Duration.ofDays(31);

    private final HealthSpans spans;
    private final HealthScores scores;
    private final Whereabouts whereabouts;
    private final JdbcClient jdbc;
    private final Clock clock;

    HealthQueries(HealthSpans spans, HealthScores scores, Whereabouts whereabouts, JdbcClient jdbc, Clock clock) {
        this.spans = spans;
        this.scores = scores;
        this.whereabouts = whereabouts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @QueryHandler
    HealthView find(FindDeviceHealth query) {
        whereabouts.requireDevice(query, query.deviceId());
        Instant now = clock.instant();
        List<Instant> moments = moments(query.history(), now);
        List<Subject> subjects = subjects(query.tenantId(), List.of(query.deviceId()), null, moments, now);
        return view(query.deviceId(), null, subjects, moments, now);
    }

    @QueryHandler
    HealthView find(FindAssetHealth query) {
        whereabouts.requireAsset(query, query.assetId());
        Instant now = clock.instant();
        List<Instant> moments = moments(query.history(), now);
        List<DeviceId> devices = devicesInUse(query, query.assetId());
        List<Subject> subjects = subjects(query.tenantId(), devices, query.assetId(), moments, now);
        return view(null, query.assetId(), subjects, moments, now);
    }

    private static HealthView view(
            @Nullable DeviceId deviceId,
            @Nullable AssetId assetId,
            List<Subject> subjects,
            List<Instant> moments,
            Instant now) {
        Assessment present = Assessment.of(subjects, now);
        return new HealthView(
                deviceId,
                assetId,
                now,
                present.score(),
                present.parts().stream().map(Subject.Known::view).toList(),
                moments.stream()
                        .map(at -> new HealthView.HealthPoint(
                                at, Assessment.of(subjects, at).score()))
                        .toList());
    }

    /** The full hours that are asked for, as far as they are past. */
    private static List<Instant> moments(TimeRange wanted, Instant now) {
        if (wanted.from() == null) {
            return List.of();
        }
        Instant to = wanted.to() == null || wanted.to().isAfter(now) ? now : wanted.to();
        if (Duration.between(wanted.from(), to).compareTo(LONGEST_HISTORY) > 0) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST,
                    "from",
                    "must not be more than " + LONGEST_HISTORY.toDays() + " days before to");
        }
        List<Instant> moments = new ArrayList<>();
        Instant hour = wanted.from().truncatedTo(ChronoUnit.HOURS);
        for (Instant at = hour.isBefore(wanted.from()) ? hour.plus(1, ChronoUnit.HOURS) : hour;
                !at.isAfter(to);
                at = at.plus(1, ChronoUnit.HOURS)) {
            moments.add(at);
        }
        return moments;
    }

    private List<Subject> subjects(
            TenantId tenantId, List<DeviceId> devices, @Nullable AssetId assetId, List<Instant> moments, Instant now) {
        Instant first = moments.isEmpty() ? now : moments.getFirst();
        List<Span> all = spans.between(tenantId, devices, assetId, first.minus(Subject.WINDOW), now);
        List<Subject> subjects = new ArrayList<>(
                scores.subjects(tenantId, devices, all, first, now).values());
        if (assetId != null) {
            subjects.add(Subject.asset(all.stream()
                    .filter(span -> span.kind() == Span.Kind.OVERDUE)
                    .toList()));
        }
        return subjects;
    }

    private List<DeviceId> devicesInUse(SiteScopedQuery query, AssetId assetId) {
        List<DeviceId> visible = whereabouts.devicesOn(query, assetId);
        return jdbc.sql("select id from device_view where tenant_id = :tenant and id = any(:devices)"
                        + " and duty <> 'RETIRED'")
                .param("tenant", query.tenantId().value())
                .param("devices", visible.stream().map(DeviceId::value).toArray(UUID[]::new))
                .query((row, number) -> new DeviceId(row.getObject("id", UUID.class)))
                .list();
    }
}
