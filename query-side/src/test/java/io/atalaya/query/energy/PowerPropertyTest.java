package io.atalaya.query.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class PowerPropertyTest {
    private static final String SEED = "18";
    private static final Duration GAP = Duration.ofMinutes(15);
    private static final Instant START = Instant.parse("2026-03-01T23:50:00Z");

    @Property(seed = SEED)
    void aSteadyPowerUsesPowerTimesTime(
            @ForAll @DoubleRange(min = -50, max = 5000) double kilowatts,
            @ForAll @IntRange(min = 1, max = 900) int seconds) {
        List<Power.Used> used = new Power(START, kilowatts).until(power(seconds, kilowatts), GAP);
        assertThat(energy(used)).isCloseTo(kilowatts * seconds / 3600, within(1e-9));
        assertThat(seconds(used)).isCloseTo(seconds, within(1e-6));
    }

    @Property(seed = SEED)
    void betweenTwoReadingsPowerChangesEvenly(
            @ForAll @DoubleRange(min = 0, max = 5000) double one,
            @ForAll @DoubleRange(min = 0, max = 5000) double other,
            @ForAll @IntRange(min = 2, max = 900) int seconds,
            @ForAll @IntRange(min = 1, max = 899) int at) {
        int between = Math.min(at, seconds - 1);
        Power middle = power(between, one + (other - one) * between / seconds);
        double whole = energy(new Power(START, one).until(power(seconds, other), GAP));
        double parts =
                energy(new Power(START, one).until(middle, GAP)) + energy(middle.until(power(seconds, other), GAP));
        assertThat(parts).isCloseTo(whole, within(1e-6));
        assertThat(whole)
                .isBetween(Math.min(one, other) * seconds / 3600 - 1e-6, Math.max(one, other) * seconds / 3600 + 1e-6);
    }

    @Property(seed = SEED)
    void whatIsFurtherApartIsKnownForTheGapAlone(
            @ForAll @DoubleRange(min = 0, max = 5000) double kilowatts,
            @ForAll @IntRange(min = 901, max = 1_000_000) int seconds) {
        List<Power.Used> used = new Power(START, kilowatts).until(power(seconds, 1e9), GAP);
        assertThat(seconds(used)).isCloseTo(GAP.toSeconds(), within(1e-6));
        assertThat(energy(used)).isCloseTo(kilowatts * GAP.toSeconds() / 3600, within(1e-9));
    }

    @Example
    void anHoursEndDividesIt() {
        List<Power.Used> used = new Power(START, 6).until(power(900, 6), GAP);
        assertThat(used)
                .extracting(Power.Used::hour)
                .containsExactly(START.truncatedTo(ChronoUnit.HOURS), Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(used).extracting(part -> part.kilowattHours().doubleValue()).containsExactly(1.0, 0.5);
    }

    private static Power power(int seconds, double kilowatts) {
        return new Power(START.plusSeconds(seconds), kilowatts);
    }

    private static double energy(List<Power.Used> used) {
        return used.stream()
                .mapToDouble(part -> part.kilowattHours().doubleValue())
                .sum();
    }

    private static double seconds(List<Power.Used> used) {
        return used.stream().mapToDouble(part -> part.seconds().doubleValue()).sum();
    }
}
