package io.atalaya.command.telemetry.dialect;

import java.time.Instant;

/** P, cold cells. */
public final class ColdCellTranslator {
    private ColdCellTranslator() {}

    /** @param receivedAt when it was measured, if the device does not say */
    public static Report translate(ColdCellReport body, Instant receivedAt) {
        MeasuredTogether readings = new MeasuredTogether(DeviceTime.parse(body.timestamp(), receivedAt, "timestamp"))
                .add(Metric.TEMPERATURE, body.temperature(), "temperature")
                .add(Metric.HUMIDITY, body.humidity(), "humidity")
                .add(Metric.POWER_STATUS, body.powerStatus())
                .add(Metric.DOOR_STATUS, body.doorStatus())
                .add(Metric.BATTERY_LEVEL, body.batteryLevel(), "batteryLevel");
        return new Report(
                ReadingForm.messageId(body.messageId(), "messageId"), readings.someReadings(), Report.Times.TIMESTAMP);
    }
}
