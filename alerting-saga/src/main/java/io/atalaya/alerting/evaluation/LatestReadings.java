package io.atalaya.alerting.evaluation;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The newest reading of each device and metric, for rules that newly ask for it. Never waits for anything. */
public interface LatestReadings {
    /** How far the telemetry log goes at present: all that was reported by now stands at or before this position. */
    long head();

    /** Whether all up to this position of the telemetry log is among the newest readings. */
    boolean include(long position);

    /** Whether all up to this position of the telemetry log has been evaluated by the rules. */
    boolean areEvaluated(long position);

    /** @return by device; a metric that it has never reported is absent */
    Map<DeviceId, List<Reading>> of(TenantId tenantId, Collection<DeviceId> devices, Collection<String> metrics);
}
