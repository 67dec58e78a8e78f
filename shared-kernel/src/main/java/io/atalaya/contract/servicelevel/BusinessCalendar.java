package io.atalaya.contract.servicelevel;

import io.atalaya.kernel.Rejection;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * When somebody works, by the clocks on the wall: where summer time begins, a night shift is an hour shorter, and where it
 * ends, an hour longer. Between any two moments there is a definite amount of working time, and it adds up.
 *
 * @param timeZone of the IANA database, such as Europe/Madrid
 * @param workingHours of the days that are worked, in order and apart from each other; at least one day has some
 * @param holidays days on which nobody works, at most {@link #MOST_HOLIDAYS}
 */
public record BusinessCalendar(
        String timeZone, Map<DayOfWeek, List<WorkingHours>> workingHours, Set<LocalDate> holidays) {
    /** Around the clock, every day. */
    public static final BusinessCalendar ALWAYS = new BusinessCalendar("UTC", everyDay(), Set.of());

    public static final int MOST_HOLIDAYS = 1000;
    private static final int MOST_SHIFTS = 10;

    public BusinessCalendar {
        requireZone(timeZone);
        workingHours = checked(workingHours);
        if (holidays == null
                || holidays.size() > MOST_HOLIDAYS
                || holidays.stream().anyMatch(Objects::isNull)) {
            throw invalid("holidays", "must be at most " + MOST_HOLIDAYS + " dates");
        }
        holidays = Collections.unmodifiableSet(new TreeSet<>(holidays));
    }

    /** The moment at which this much working time has passed since another; the earliest, if nobody works around it. */
    public Instant plus(Instant from, Duration workingTime) {
        if (workingTime.isNegative()) {
            throw new IllegalArgumentException("Working time does not run backwards: " + workingTime);
        }
        Duration left = workingTime;
        if (left.isZero()) {
            return from;
        }
        ZoneId zone = ZoneId.of(timeZone);
        for (LocalDate day = LocalDate.ofInstant(from, zone); ; day = day.plusDays(1)) {
            for (WorkingHours hours : hoursOf(day)) {
                Instant start = later(from, moment(day.atTime(hours.from()), zone));
                Duration worked = Duration.between(start, end(day, hours, zone));
                if (worked.compareTo(left) >= 0) {
                    return start.plus(left);
                }
                left = worked.isNegative() ? left : left.minus(worked);
            }
        }
    }

    /** How much working time lies between two moments; none if the second is not the later one. */
    public Duration between(Instant from, Instant to) {
        Duration total = Duration.ZERO;
        ZoneId zone = ZoneId.of(timeZone);
        LocalDate last = LocalDate.ofInstant(to, zone);
        for (LocalDate day = LocalDate.ofInstant(from, zone); !day.isAfter(last); day = day.plusDays(1)) {
            for (WorkingHours hours : hoursOf(day)) {
                Instant start = later(from, moment(day.atTime(hours.from()), zone));
                Instant end = end(day, hours, zone);
                Duration worked = Duration.between(start, end.isBefore(to) ? end : to);
                total = worked.isNegative() ? total : total.plus(worked);
            }
        }
        return total;
    }

    /** In a week without holidays whose days have 24 hours. */
    Duration perWeek() {
        return workingHours.values().stream()
                .flatMap(List::stream)
                .map(WorkingHours::length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private List<WorkingHours> hoursOf(LocalDate day) {
        return holidays.contains(day) ? List.of() : workingHours.getOrDefault(day.getDayOfWeek(), List.of());
    }

    private static Instant end(LocalDate day, WorkingHours hours, ZoneId zone) {
        LocalDateTime end =
                hours.to().equals(LocalTime.MIDNIGHT) ? day.plusDays(1).atStartOfDay() : day.atTime(hours.to());
        return moment(end, zone);
    }

    /**
     * When clocks show this time: at first, if they show it twice; if they leave it out, when they jump over it. So a later
     * time is never an earlier moment.
     */
    private static Instant moment(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(time);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : time.toInstant(transition == null ? zone.getRules().getOffset(time) : transition.getOffsetBefore());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static void requireZone(String timeZone) {
        try {
            if (timeZone == null || ZoneId.of(timeZone) instanceof ZoneOffset && !timeZone.equals("Z")) {
                throw invalid("timeZone", "must be a time zone of the IANA database, such as Europe/Madrid");
            }
        } catch (DateTimeException unknown) {
            throw invalid("timeZone", "must be a time zone of the IANA database, such as Europe/Madrid");
        }
    }

    private static Map<DayOfWeek, List<WorkingHours>> checked(Map<DayOfWeek, List<WorkingHours>> days) {
        if (days == null || days.isEmpty()) {
            throw invalid("workingHours", "must name at least one day, or nothing would ever be due");
        }
        EnumMap<DayOfWeek, List<WorkingHours>> ordered = new EnumMap<>(DayOfWeek.class);
        days.forEach((day, hours) -> ordered.put(day, checked(day, hours)));
        return Collections.unmodifiableMap(ordered);
    }

    private static List<WorkingHours> checked(DayOfWeek day, List<WorkingHours> hours) {
        String field = "workingHours." + day;
        if (hours == null
                || hours.isEmpty()
                || hours.size() > MOST_SHIFTS
                || hours.stream().anyMatch(Objects::isNull)) {
            throw invalid(field, "must be 1 to " + MOST_SHIFTS + " parts of the day; leave out days off");
        }
        List<WorkingHours> inOrder =
                hours.stream().sorted(Comparator.comparing(WorkingHours::from)).toList();
        for (int index = 1; index < inOrder.size(); index++) {
            if (!inOrder.get(index - 1).endsBefore(inOrder.get(index))) {
                throw invalid(field, "must not overlap");
            }
        }
        return inOrder;
    }

    private static Map<DayOfWeek, List<WorkingHours>> everyDay() {
        EnumMap<DayOfWeek, List<WorkingHours>> days = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(day, List.of(WorkingHours.ALL_DAY));
        }
        return days;
    }

    private static Rejection invalid(String field, String message) {
        return Rejection.ofField(Rejection.Code.INVALID_REQUEST, "calendar." + field, message);
    }
}
