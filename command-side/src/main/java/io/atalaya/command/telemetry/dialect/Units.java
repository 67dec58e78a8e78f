package io.atalaya.command.telemetry.dialect;

import org.jspecify.annotations.Nullable;

/**
 * Brings units to one per quantity, so that a rule's threshold means the same for every device: °C, %, hPa, V, A, kW, kWh
 * and g. Power is in kW because the dialects that name no unit send it so. Other units stay as they are.
 */
final class Units {
    static final String CELSIUS = "°C";
    static final String PERCENT = "%";
    static final String HECTOPASCAL = "hPa";
    static final String VOLT = "V";
    static final String AMPERE = "A";
    static final String KILOWATT = "kW";
    static final String KILOWATT_HOUR = "kWh";
    static final String GRAVITY = "g";

    private static final double STANDARD_GRAVITY = 9.80665;
    private static final double ABSOLUTE_ZERO = -273.15;

    private Units() {}

    static Quantity normalise(double value, @Nullable String unit) {
        return switch (unit) {
            case null -> new Quantity(value, null);
            case "C", "c", "°c", "ºC", "degC", "celsius", "Celsius" -> new Quantity(value, CELSIUS);
            case "F", "°F", "ºF", "degF", "fahrenheit", "Fahrenheit" -> new Quantity((value - 32) / 1.8, CELSIUS);
            case "K", "kelvin", "Kelvin" -> new Quantity(value + ABSOLUTE_ZERO, CELSIUS);
            case "%RH", "percent", "pct" -> new Quantity(value, PERCENT);
            case "mbar" -> new Quantity(value, HECTOPASCAL);
            case "Pa" -> new Quantity(value / 100, HECTOPASCAL);
            case "kPa" -> new Quantity(value * 10, HECTOPASCAL);
            case "bar" -> new Quantity(value * 1000, HECTOPASCAL);
            case "atm" -> new Quantity(value * 1013.25, HECTOPASCAL);
            case "psi" -> new Quantity(value * 68.9475729, HECTOPASCAL);
            case "mV" -> new Quantity(value / 1000, VOLT);
            case "kV" -> new Quantity(value * 1000, VOLT);
            case "mA" -> new Quantity(value / 1000, AMPERE);
            case "W" -> new Quantity(value / 1000, KILOWATT);
            case "MW" -> new Quantity(value * 1000, KILOWATT);
            case "Wh" -> new Quantity(value / 1000, KILOWATT_HOUR);
            case "MWh" -> new Quantity(value * 1000, KILOWATT_HOUR);
            case "J" -> new Quantity(value / 3_600_000, KILOWATT_HOUR);
            case "m/s²", "m/s2" -> new Quantity(value / STANDARD_GRAVITY, GRAVITY);
            default -> new Quantity(value, unit);
        };
    }

    /** @param value finite, unless the original was so large that the other unit cannot hold it */
    record Quantity(double value, @Nullable String unit) {}
}
