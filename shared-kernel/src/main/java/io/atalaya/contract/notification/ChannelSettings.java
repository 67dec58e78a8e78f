package io.atalaya.contract.notification;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Rejection;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * What goes through a channel, and how fast.
 *
 * @param events empty means all
 * @param minimumSeverity of the alert; a ticket's follows from its priority
 * @param siteIds what stands there; empty means everything, and what stands nowhere
 * @param singlyPerMinute so many messages to one recipient go out one by one in any minute, 1 to {@link #MAX_SINGLY}
 * @param digestEvery how long those beyond are gathered into one message, at most {@link #MAX_DIGEST}; with zero they are
 *     not sent at all
 */
public record ChannelSettings(
        String name,
        boolean enabled,
        Set<Occasion> events,
        Severity minimumSeverity,
        Set<SiteId> siteIds,
        int singlyPerMinute,
        Duration digestEvery) {
    public static final int DEFAULT_SINGLY = 5;
    public static final int MAX_SINGLY = 600;
    public static final Duration DEFAULT_DIGEST = Duration.ofMinutes(1);
    public static final Duration MAX_DIGEST = Duration.ofDays(1);

    public ChannelSettings {
        if (!events.stream().allMatch(Occasion::isFiltered)) {
            throw invalid("events", "must not hold TEST or DIGEST, which nothing keeps back");
        }
        if (singlyPerMinute < 1 || singlyPerMinute > MAX_SINGLY) {
            throw invalid("singlyPerMinute", "must be between 1 and " + MAX_SINGLY);
        }
        if (digestEvery.isNegative() || digestEvery.compareTo(MAX_DIGEST) > 0) {
            throw invalid("digestEvery", "must be between PT0S and " + MAX_DIGEST);
        }
        events = Collections.unmodifiableSet(new TreeSet<>(events));
        Set<SiteId> ordered = new TreeSet<>(Comparator.comparing(SiteId::value));
        ordered.addAll(siteIds);
        siteIds = Collections.unmodifiableSet(ordered);
    }

    /** @param severity of what happened */
    public boolean lets(Occasion occasion, Severity severity) {
        return (events.isEmpty() || events.contains(occasion)) && severity.compareTo(minimumSeverity) >= 0;
    }

    private static Rejection invalid(String field, String message) {
        return Rejection.ofField(Rejection.Code.INVALID_REQUEST, field, message);
    }
}
