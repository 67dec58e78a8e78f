package io.atalaya.contract.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** In zones whose clocks jump, whatever the working hours: time adds up. */
class BusinessCalendarPropertyTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @Property(tries = 300)
    void whatPassesAddsUp(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("moments") Instant one,
            @ForAll("moments") Instant two,
            @ForAll("moments") Instant three) {
        List<Instant> inOrder = Stream.of(one, two, three).sorted().toList();
        Duration first = calendar.between(inOrder.get(0), inOrder.get(1));
        Duration second = calendar.between(inOrder.get(1), inOrder.get(2));
        assertThat(first.plus(second)).isEqualTo(calendar.between(inOrder.get(0), inOrder.get(2)));
    }

    @Property(tries = 300)
    void asMuchHasPassedAsWasToPassAndNoEarlier(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("moments") Instant from,
            @ForAll("durations") Duration workingTime) {
        Instant due = calendar.plus(from, workingTime);
        assertThat(calendar.between(from, due)).isEqualTo(workingTime);
        if (workingTime.isPositive()) {
            assertThat(calendar.between(from, due.minusNanos(1))).isEqualTo(workingTime.minusNanos(1));
        }
    }

    @Property(tries = 300)
    void aPauseOutsideWorkingHoursMovesNothing(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("moments") Instant from,
            @ForAll("durations") Duration one,
            @ForAll("durations") Duration other) {
        assertThat(calendar.plus(calendar.plus(from, one), other)).isEqualTo(calendar.plus(from, one.plus(other)));
    }

    @Property(tries = 200)
    void noMoreWorkingTimePassesThanTime(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("moments") Instant from,
            @ForAll("durations") Duration time) {
        assertThat(calendar.between(from, from.plus(time))).isBetween(Duration.ZERO, time);
        assertThat(calendar.between(from.plus(time), from)).isZero();
    }

    @Property(tries = 100)
    void aroundTheClockWorkingTimeIsTime(
            @ForAll("zones") String zone, @ForAll("moments") Instant from, @ForAll("durations") Duration time) {
        BusinessCalendar always = new BusinessCalendar(zone, BusinessCalendar.ALWAYS.workingHours(), Set.of());
        assertThat(always.plus(from, time)).isEqualTo(from.plus(time));
        assertThat(always.between(from, from.plus(time))).isEqualTo(time);
    }

    /** Clocks there jump by an hour, by half an hour, at midnight, or not at all. */
    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(
                "Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata", "UTC");
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(0, Duration.ofDays(400).toSeconds()).map(NEW_YEAR::plusSeconds);
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.longs().between(0, Duration.ofDays(20).toSeconds()).map(Duration::ofSeconds);
    }

    @Provide
    Arbitrary<BusinessCalendar> calendars() {
        Arbitrary<List<WorkingHours>> shifts = Arbitraries.integers()
                .between(0, 47)
                .set()
                .ofMinSize(2)
                .ofMaxSize(6)
                .map(BusinessCalendarPropertyTest::shifts);
        Arbitrary<Map<DayOfWeek, List<WorkingHours>>> weeks = Arbitraries.maps(Arbitraries.of(DayOfWeek.class), shifts)
                .ofMinSize(1)
                .map(days -> new EnumMap<>(days));
        Arbitrary<Set<LocalDate>> holidays = Arbitraries.integers()
                .between(0, 400)
                .map(LocalDate.of(2026, 1, 1)::plusDays)
                .set()
                .ofMaxSize(20);
        return Combinators.combine(zones(), weeks, holidays).as(BusinessCalendar::new);
    }

    /** From one half hour of the day to the next, in pairs; the last shift may end at midnight. */
    private static List<WorkingHours> shifts(Set<Integer> halfHours) {
        List<Integer> inOrder = new ArrayList<>(new TreeSet<>(halfHours));
        List<WorkingHours> shifts = new ArrayList<>();
        for (int index = 0; index + 1 < inOrder.size(); index += 2) {
            shifts.add(new WorkingHours(halfHour(inOrder.get(index)), halfHour(inOrder.get(index + 1))));
        }
        if (inOrder.size() % 2 == 1) {
            shifts.add(new WorkingHours(halfHour(inOrder.getLast()), LocalTime.MIDNIGHT));
        }
        return shifts;
    }

    private static LocalTime halfHour(int number) {
        return LocalTime.MIDNIGHT.plusMinutes(30L * number);
    }
}
