package io.atalaya.alerting.evaluation;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The newest reading of each device and metric, for rules that newly ask for it. */
public interface LatestReadings {
    /**
     * All that has been reported by now is among them, and whatever is among them has been evaluated: by the rules as they
     * are now, if it was reported after they were known. Waits until that is so.
     *
     * @return by device; a metric that it has never reported is absent
     * @throws io.atalaya.kernel.Rejection if it takes too long
     */
    Map<DeviceId, List<Reading>> of(TenantId tenantId, Collection<DeviceId> devices, Collection<String> metrics);
}
