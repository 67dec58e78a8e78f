package io.atalaya.command.telemetry.dialect;

import java.time.Instant;

/** C, industry: ESP32 boards on machines. */
public final class CarbonseedTranslator {
    private CarbonseedTranslator() {}

    /** @param receivedAt when it was measured, if the device does not say */
    public static Report translate(CarbonseedReport body, Instant receivedAt) {
        MeasuredTogether readings = new MeasuredTogether(DeviceTime.parse(body.timestamp(), receivedAt, "timestamp"))
                .add(Metric.TEMPERATURE, body.temperature(), "temperature")
                .add(Metric.GAS_INDEX, body.gasIndex(), "gas_index")
                .add(Metric.VIBRATION_X, body.vibrationX(), "vibration_x")
                .add(Metric.VIBRATION_Y, body.vibrationY(), "vibration_y")
                .add(Metric.VIBRATION_Z, body.vibrationZ(), "vibration_z")
                .add(Metric.HUMIDITY, body.humidity(), "humidity")
                .add(Metric.PRESSURE, body.pressure(), "pressure")
                .add(Metric.POWER_CONSUMPTION, body.powerConsumption(), "power_consumption");
        return new Report(
                ReadingForm.messageId(body.messageId(), "message_id"), readings.someReadings(), Report.Times.TIMESTAMP);
    }
}
