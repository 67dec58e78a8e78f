package io.atalaya.query.rules.whatif;

import io.atalaya.contract.device.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts would-be alerts, and keeps the newest. */
final class Tally {
    private static final Comparator<WouldBeAlertView> OLDEST_FIRST = Comparator.comparing(WouldBeAlertView::raisedAt)
            .thenComparing(alert -> alert.deviceId().value());

    private final Instant from;
    private final Instant to;
    private final int limit;
    private final PriorityQueue<WouldBeAlertView> newest = new PriorityQueue<>(OLDEST_FIRST);
    private final Set<DeviceId> devices = new HashSet<>();
    private long alerts;
    private Duration inAlarm = Duration.ZERO;

    Tally(Instant from, Instant to, int limit) {
        this.from = from;
        this.to = to;
        this.limit = limit;
    }

    /** How long something lasts within the span; what was known at its begin may be older. */
    Duration within(Instant since, @Nullable Instant until) {
        return Duration.between(since.isBefore(from) ? from : since, until == null ? to : until);
    }

    void add(WouldBeAlertView alert) {
        alerts++;
        devices.add(alert.deviceId());
        inAlarm = inAlarm.plus(alert.duration());
        newest.add(alert);
        if (newest.size() > limit) {
            newest.remove();
        }
    }

    long alerts() {
        return alerts;
    }

    int devices() {
        return devices.size();
    }

    Duration inAlarm() {
        return inAlarm;
    }

    List<WouldBeAlertView> newestFirst() {
        List<WouldBeAlertView> list = new ArrayList<>(newest);
        list.sort(OLDEST_FIRST.reversed());
        return list;
    }
}
