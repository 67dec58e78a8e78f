package io.atalaya.query.devices;

import java.time.Instant;

/** How much of the last time a device was online. Time before its registration does not count. */
public record UptimeView(Range last24Hours, Range last7Days, Range last30Days) {

    /**
     * @param from the registration, if that was within the range
     * @param onlineSeconds whole seconds
     * @param ratio 0 to 1; 0 for a device that was registered this very moment
     */
    public record Range(Instant from, Instant to, long onlineSeconds, double ratio) {}
}
