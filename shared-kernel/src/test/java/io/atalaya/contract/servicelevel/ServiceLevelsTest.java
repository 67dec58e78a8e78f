package io.atalaya.contract.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.json.EventJson;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceLevelsTest {
    private static final WorkingHours NIGHT = hours("00:00", "06:00");
    private static final BusinessCalendar WEEKDAYS = new BusinessCalendar(
            "Europe/Madrid",
            Map.of(
                    DayOfWeek.MONDAY, List.of(hours("15:00", "18:00"), hours("09:00", "13:00")),
                    DayOfWeek.FRIDAY, List.of(hours("09:00", "13:00"))),
            Set.of(LocalDate.of(2026, 3, 9)));

    /** The first of March 2026 is a Sunday; Madrid is an hour ahead of UTC. */
    @ParameterizedTest(name = "{1} after {0} is {2}")
    @CsvSource({
        "2026-03-01T12:00:00Z, PT1H, 2026-03-02T09:00:00Z",
        "2026-03-02T09:30:00Z, PT1H, 2026-03-02T10:30:00Z",
        "2026-03-02T11:30:00Z, PT1H, 2026-03-02T14:30:00Z",
        "2026-03-02T11:30:00Z, PT30M, 2026-03-02T12:00:00Z",
        "2026-03-02T16:30:00Z, PT1H, 2026-03-06T08:30:00Z",
        "2026-03-06T11:00:00Z, PT2H, 2026-03-13T09:00:00Z",
        "2026-03-03T10:00:00Z, PT0S, 2026-03-03T10:00:00Z"
    })
    void onlyWorkingTimeCounts(Instant from, Duration time, Instant expected) {
        assertThat(WEEKDAYS.plus(from, time)).isEqualTo(expected);
    }

    /** Madrid's clocks jump from two to three on 29 March 2026, and back from three to two on 25 October. */
    @Test
    void aNightIsAnHourShorterWhenSummerBeginsAndAnHourLongerWhenItEnds() {
        BusinessCalendar nights =
                new BusinessCalendar("Europe/Madrid", Map.of(DayOfWeek.SUNDAY, List.of(NIGHT)), Set.of());
        assertThat(nights.between(Instant.parse("2026-03-22T00:00:00Z"), Instant.parse("2026-03-24T00:00:00Z")))
                .isEqualTo(Duration.ofHours(5));
        assertThat(nights.between(Instant.parse("2026-03-28T00:00:00Z"), Instant.parse("2026-03-30T00:00:00Z")))
                .isEqualTo(Duration.ofHours(5));
        assertThat(nights.between(Instant.parse("2026-10-24T00:00:00Z"), Instant.parse("2026-10-26T00:00:00Z")))
                .isEqualTo(Duration.ofHours(7));
        assertThat(nights.between(Instant.parse("2026-10-17T00:00:00Z"), Instant.parse("2026-10-19T00:00:00Z")))
                .isEqualTo(Duration.ofHours(6));
    }

    @Test
    void hoursThatClocksLeaveOutAreNotWorked() {
        BusinessCalendar lost = new BusinessCalendar(
                "Europe/Madrid",
                Map.of(DayOfWeek.SUNDAY, List.of(hours("02:15", "02:45"), hours("03:00", "03:30"))),
                Set.of());
        assertThat(lost.between(Instant.parse("2026-03-28T12:00:00Z"), Instant.parse("2026-03-29T12:00:00Z")))
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aDayThatIsWorkedHasHours() {
        refused("calendar.workingHours.MONDAY", () -> calendar("UTC", Map.of(DayOfWeek.MONDAY, List.of())));
        refused("workingHours", () -> hours("09:00", "09:00"));
        refused("workingHours", () -> hours("18:00", "09:00"));
        refused("calendar.workingHours", () -> calendar("UTC", Map.of()));
    }

    @Test
    void shiftsDoNotOverlap() {
        refused(
                "calendar.workingHours.MONDAY",
                () -> calendar(
                        "UTC", Map.of(DayOfWeek.MONDAY, List.of(hours("12:00", "15:00"), hours("09:00", "13:00")))));
        refused(
                "calendar.workingHours.MONDAY",
                () -> calendar(
                        "UTC", Map.of(DayOfWeek.MONDAY, List.of(hours("09:00", "00:00"), hours("22:00", "23:00")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nowhere/Land", "+02:00", ""})
    void aTimeZoneIsOneThatKnowsWhenClocksJump(String zone) {
        refused("calendar.timeZone", () -> calendar(zone, BusinessCalendar.ALWAYS.workingHours()));
    }

    @Test
    void everyPriorityHasTimesOfSomeLength() {
        Map<Priority, ServiceTarget> few = new EnumMap<>(ServiceLevels.STANDARD.targets());
        few.remove(Priority.LOW);
        refused("targets.LOW", () -> levels(BusinessCalendar.ALWAYS, few, 3));
        refused("own", () -> new ServiceTarget(Duration.ZERO, Duration.ofHours(1)));
        refused("repair", () -> new ServiceTarget(Duration.ofHours(1), Duration.ofDays(367)));
    }

    @Test
    void whatWouldBeDueInManyYearsIsRefused() {
        BusinessCalendar aMinuteAWeek = calendar("UTC", Map.of(DayOfWeek.MONDAY, List.of(hours("09:00", "09:01"))));
        refused("targets.LOW", () -> levels(aMinuteAWeek, ServiceLevels.STANDARD.targets(), 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11})
    void thereAreOneToTenLevels(int levels) {
        refused("maxEscalationLevel", () -> levels(BusinessCalendar.ALWAYS, ServiceLevels.STANDARD.targets(), levels));
    }

    @Test
    void whatIsStoredIsReadAgain() throws Exception {
        ObjectMapper json = EventJson.mapper();
        ServiceLevels levels = levels(WEEKDAYS, ServiceLevels.STANDARD.targets(), 2);
        assertThat(json.readValue(json.writeValueAsString(levels), ServiceLevels.class))
                .isEqualTo(levels);
    }

    private static void refused(String field, ThrowingCallable making) {
        assertThatExceptionOfType(Rejection.class).isThrownBy(making).satisfies(rejection -> {
            assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID_REQUEST);
            assertThat(rejection.field()).isEqualTo(field);
        });
    }

    private static ServiceLevels levels(BusinessCalendar calendar, Map<Priority, ServiceTarget> targets, int most) {
        return new ServiceLevels(calendar, targets, Duration.ofHours(1), most);
    }

    private static BusinessCalendar calendar(String zone, Map<DayOfWeek, List<WorkingHours>> days) {
        return new BusinessCalendar(zone, days, Set.of());
    }

    private static WorkingHours hours(String from, String to) {
        return new WorkingHours(LocalTime.parse(from), LocalTime.parse(to));
    }
}
