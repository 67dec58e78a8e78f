package io.atalaya.query.health;

import io.atalaya.contract.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is known of a device, or of an asset beside its devices: enough to tell how well it was at any moment. */
final class Subject {
    /** How far back availability and time out of range look. */
    static final Duration WINDOW = Duration.ofHours(24);

    private static final int MAX_CAUSES = 10;

    private final boolean device;
    private final List<Span> spans;
    private final Trend trend;

    private Subject(boolean device, List<Span> spans, Trend trend) {
        this.device = device;
        this.spans = spans;
        this.trend = trend;
    }

    static Subject device(List<Span> spans, Trend trend) {
        return new Subject(true, spans, trend);
    }

    /** What an asset has that none of its devices has: its tickets. */
    static Subject asset(List<Span> spans) {
        return new Subject(false, spans, Trend.unknown());
    }

    /** Those parts of which something is known. */
    List<Known> at(Instant at) {
        List<Known> parts = new ArrayList<>();
        if (device) {
            available(at).ifPresent(parts::add);
            parts.add(outOfRange(at));
            parts.add(alerts(at));
            trend.worst(at).map(Subject::trend).ifPresent(parts::add);
        }
        parts.add(overdue(at));
        return parts;
    }

    private Optional<Known> available(Instant at) {
        Instant from = windowStart(at);
        if (!from.isBefore(at)) {
            return Optional.empty();
        }
        List<Span> online = of(Span.Kind.ONLINE, from, at);
        double ratio = ratio(Span.covered(online, from, at), from, at);
        return Optional.of(new Known(
                HealthPart.AVAILABILITY,
                ratio,
                text("online %.1f %% of the last %s", 100 * ratio, hours(from, at)),
                online));
    }

    private Known outOfRange(Instant at) {
        Instant from = windowStart(at);
        List<Span> breached = of(Span.Kind.OUT_OF_RANGE, from, at);
        double ratio = from.isBefore(at) ? ratio(Span.covered(breached, from, at), from, at) : 0;
        return new Known(
                HealthPart.TIME_OUT_OF_RANGE,
                ratio,
                text("a rule was breached %.1f %% of the last %s", 100 * ratio, hours(from, at)),
                breached);
    }

    private Known alerts(Instant at) {
        List<Span> open = lasting(Span.Kind.ALERT, at);
        double points = open.stream()
                .mapToDouble(span -> HealthPart.points(span.severity() == null ? Severity.INFO : span.severity()))
                .sum();
        return new Known(
                HealthPart.OPEN_ALERTS, points, text("%d open alerts make %.0f points", open.size(), points), open);
    }

    private static Known trend(Trend.Deviation worst) {
        return new Known(
                HealthPart.TREND,
                worst.scales(),
                text(
                        "%s is %.4g on average over 24 h; the 30 days before, %.4g was usual, give or take %.4g",
                        worst.metric(),
                        worst.mean(),
                        worst.usual().median(),
                        worst.usual().scale()),
                List.of());
    }

    private Known overdue(Instant at) {
        List<Span> late = lasting(Span.Kind.OVERDUE, at);
        return new Known(HealthPart.OVERDUE_TICKETS, late.size(), text("%d tickets are overdue", late.size()), late);
    }

    /** Not before the device was there. */
    private Instant windowStart(Instant at) {
        Instant start = at.minus(WINDOW);
        return spans.stream()
                .filter(span -> span.kind() == Span.Kind.REGISTERED)
                .map(Span::began)
                .filter(start::isBefore)
                .findFirst()
                .orElse(start);
    }

    private List<Span> of(Span.Kind kind, Instant from, Instant to) {
        return spans.stream()
                .filter(span -> span.kind() == kind && span.touches(from, to))
                .toList();
    }

    private List<Span> lasting(Span.Kind kind, Instant at) {
        return spans.stream()
                .filter(span -> span.kind() == kind && span.lastsAt(at))
                .toList();
    }

    private static double ratio(Duration part, Instant from, Instant to) {
        return Math.min(
                1,
                (double) part.toMillis()
                        / Math.max(1, Duration.between(from, to).toMillis()));
    }

    private static String hours(Instant from, Instant to) {
        return text("%.1f h", Duration.between(from, to).toMinutes() / 60.0);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** One part, and what it follows from. */
    record Known(HealthPart part, double value, String explanation, List<Span> spans) {
        double score() {
            return part.score(value);
        }

        HealthView.HealthPartView view() {
            List<HealthView.HealthCause> causes = spans.stream()
                    .sorted(Comparator.comparingLong(Span::beganPosition).reversed())
                    .limit(MAX_CAUSES)
                    .map(span -> new HealthView.HealthCause(
                            span.kind().name(),
                            span.sourceId(),
                            span.began(),
                            span.beganPosition(),
                            span.ended(),
                            span.endedPosition()))
                    .toList();
            return new HealthView.HealthPartView(
                    part, part.weight(), tenths(score()), value, part.unit(), explanation, causes);
        }

        private static double tenths(double score) {
            return Math.round(score * 10) / 10.0;
        }
    }
}
