package io.atalaya.command.telemetry.dialect;

import java.time.Instant;

/** K, facilities: Zigbee bridges with their sensors, and energy meters. */
public final class KerTranslator {
    private KerTranslator() {}

    /** @param receivedAt when it was measured, if the device does not say */
    public static Report translate(KerReport body, Instant receivedAt) {
        KerReport.Values values = body.values();
        String path = body.path();
        MeasuredTogether readings = new MeasuredTogether(DeviceTime.parse(body.timestamp(), receivedAt, "timestamp"))
                .add(Metric.TEMPERATURE, values.temperature(), path + "temperature")
                .add(Metric.HUMIDITY, values.humidity(), path + "humidity")
                .add(Metric.VOLTAGE, values.voltage(), path + "voltage")
                .add(Metric.CURRENT, values.current(), path + "current")
                .add(Metric.POWER, values.power(), path + "power")
                .add(Metric.ENERGY, values.energy(), path + "energy")
                .add(Metric.BATTERY_LEVEL, values.battery(), path + "battery");
        return new Report(
                ReadingForm.messageId(body.messageId(), "message_id"), readings.someReadings(), Report.Times.TIMESTAMP);
    }
}
