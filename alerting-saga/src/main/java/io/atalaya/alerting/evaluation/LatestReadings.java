package io.atalaya.alerting.evaluation;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The newest reading of each device and metric, for rules that newly ask for it. */
public interface LatestReadings {
    /**
     * Waits until both these readings and the evaluation of reports have come as far as the telemetry log goes by now. What
     * is reported later is evaluated by the rules as they are now.
     *
     * @return when that was
     * @throws io.atalaya.kernel.Rejection if it takes too long
     */
    Instant awaitReported();

    /**
     * By device; a metric that it has never reported is absent, and so is one of which a newer reading has come since.
     *
     * @param until those that have come by then, by the server's clock
     */
    Map<DeviceId, List<Reading>> of(
            TenantId tenantId, Collection<DeviceId> devices, Collection<String> metrics, Instant until);
}
