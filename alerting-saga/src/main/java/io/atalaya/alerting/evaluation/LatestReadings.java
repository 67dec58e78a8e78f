package io.atalaya.alerting.evaluation;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The newest reading of each device and metric, as far as they were needed by nobody here before. */
public interface LatestReadings {
    /**
     * Waits until they hold all that has been reported by now.
     *
     * @throws io.atalaya.kernel.Rejection if that takes too long
     */
    void awaitReported();

    /** By device; a metric that it has never reported is absent. */
    Map<DeviceId, List<Reading>> of(TenantId tenantId, Collection<DeviceId> devices, Collection<String> metrics);
}
