package io.atalaya.command.telemetry.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "25.5, C, 25.5, °C",
        "77, °F, 25, °C",
        "273.15, K, 0, °C",
        "40, %RH, 40, %",
        "101325, Pa, 1013.25, hPa",
        "101.325, kPa, 1013.25, hPa",
        "1, bar, 1000, hPa",
        "1, atm, 1013.25, hPa",
        "14.5037738, psi, 1000, hPa",
        "1013, mbar, 1013, hPa",
        "3300, mV, 3.3, V",
        "20, kV, 20000, V",
        "500, mA, 0.5, A",
        "1500, W, 1.5, kW",
        "2, MW, 2000, kW",
        "500, Wh, 0.5, kWh",
        "2, MWh, 2000, kWh",
        "3600000, J, 1, kWh",
        "9.80665, m/s², 1, g",
        "12, lux, 12, lux",
        "21, °C, 21, °C"
    })
    void eachQuantityHasOneUnit(double value, String unit, double expected, String expectedUnit) {
        Units.Quantity quantity = Units.normalise(value, unit);
        assertThat(quantity.value()).isCloseTo(expected, within(1e-5));
        assertThat(quantity.unit()).isEqualTo(expectedUnit);
    }

    @Test
    void withoutAUnitNothingChanges() {
        assertThat(Units.normalise(3, null)).isEqualTo(new Units.Quantity(3, null));
    }
}
