package io.atalaya.query.rules.whatif;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.trial.DeviceTrial;
import io.atalaya.contract.rule.trial.RuleTrial;
import io.atalaya.contract.rule.trial.RuleTrials;
import io.atalaya.kernel.Rejection;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

/** Tries a rule on what was recorded, device by device, in a transaction that can write nothing. */
@Component
class WhatIf {
    private final RuleTrials trials;
    private final RecordedReadings readings;
    private final TriedDevices devices;
    private final WhatIfSettings settings;

    WhatIf(RuleTrials trials, RecordedReadings readings, TriedDevices devices, WhatIfSettings settings) {
        this.trials = trials;
        this.readings = readings;
        this.devices = devices;
        this.settings = settings;
    }

    /** @throws Rejection if it would be too much work */
    WhatIfView answer(FindWouldBeAlerts query, Instant from, Instant to) {
        Effort effort = new Effort(settings);
        try {
            readings.only(settings.maxDuration());
            return answer(query, from, to, effort);
        } catch (QueryTimeoutException statementTimeout) {
            throw effort.tooLong();
        }
    }

    private WhatIfView answer(FindWouldBeAlerts query, Instant from, Instant to, Effort effort) {
        RuleTrial trial = trials.of(query.tenantId(), query.ruleId(), query.draft());
        Map<DeviceId, String> names = devices.names(query, trial.devices());
        Tally tally = new Tally(from, to, query.limit());
        names.forEach((device, name) -> {
            effort.lookAtTheTime();
            DeviceTrial onDevice = trial.on(device);
            DeviceAlerts alerts = new DeviceAlerts(device, name, onDevice.rule(), tally);
            Set<String> metrics = reported(onDevice.rule());
            alerts.follow(onDevice.begin(readings.knownAt(query.tenantId(), device, metrics, from)));
            readings.each(query.tenantId(), device, metrics, from, to, report -> {
                effort.read(report.size());
                alerts.follow(onDevice.next(report));
            });
            alerts.end();
        });
        RuleId ruleId = query.ruleId();
        WhatIfView.Totals totals = new WhatIfView.Totals(
                tally.alerts(),
                tally.devices(),
                names.size(),
                devices.names(query, trial.outranked()).size(),
                effort.readings(),
                tally.inAlarm(),
                ruleId == null ? null : devices.alertsRaised(query, ruleId, from, to));
        return new WhatIfView(ruleId, from, to, totals, tally.newestFirst(), tally.alerts() > query.limit());
    }

    private static Set<String> reported(RuleDefinition rule) {
        Set<String> metrics = rule.metrics();
        if (metrics.contains(RuleDefinition.PRESENCE_METRIC)) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST,
                    "metric",
                    "cannot be " + RuleDefinition.PRESENCE_METRIC + ", of which there are no readings");
        }
        return metrics;
    }
}
