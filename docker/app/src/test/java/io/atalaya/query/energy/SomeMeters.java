package io.atalaya.query.energy;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Meters for tests of what writes them. */
public final class SomeMeters {
    private SomeMeters() {}

    public static EnergyMeters on(JdbcTemplate jdbc) {
        return new EnergyMeters(
                jdbc, new EnergySettings(List.of("power", "energy"), Duration.ofMinutes(15), 0.2, "EUR", 0.25));
    }
}
