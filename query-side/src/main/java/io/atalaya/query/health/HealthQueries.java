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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells how well devices and assets are, and were: two statements for some devices, however long the history. An asset's
 * devices are looked at some at a time, however many they are.
 */
@Component
class HealthQueries {
    private static final Duration LONGEST_HISTORY = Duration.ofDays(31);
    private static final int DEVICES_AT_ONCE = 50;

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
        Course course = course(query.history());
        addDevices(course, query.tenantId(), List.of(query.deviceId()));
        return course.view(query.deviceId(), null);
    }

    @QueryHandler
    HealthView find(FindAssetHealth query) {
        whereabouts.requireAsset(query, query.assetId());
        Course course = course(query.history());
        List<DeviceId> devices = devicesInUse(query, query.assetId());
        Set<Span> overdue = new LinkedHashSet<>(overdue(spans(course, query.tenantId(), List.of(), query.assetId())));
        for (int first = 0; first < devices.size(); first += DEVICES_AT_ONCE) {
            overdue.addAll(overdue(addDevices(
                    course,
                    query.tenantId(),
                    devices.subList(first, Math.min(first + DEVICES_AT_ONCE, devices.size())))));
        }
        course.add(List.of(Subject.asset(List.copyOf(overdue))));
        return course.view(null, query.assetId());
    }

    private Course course(TimeRange history) {
        Instant now = clock.instant();
        return new Course(moments(history, now), now);
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

    /** @return the spans that counted */
    private List<Span> addDevices(Course course, TenantId tenantId, List<DeviceId> devices) {
        List<Span> known = spans(course, tenantId, devices, null);
        course.add(scores.subjects(tenantId, devices, known, course.begin(), course.end())
                .values());
        return known;
    }

    private List<Span> spans(Course course, TenantId tenantId, List<DeviceId> devices, @Nullable AssetId assetId) {
        return spans.between(tenantId, devices, assetId, course.begin().minus(Subject.WINDOW), course.end());
    }

    private static List<Span> overdue(List<Span> spans) {
        return spans.stream().filter(span -> span.kind() == Span.Kind.OVERDUE).toList();
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
