package io.atalaya.contract.rule.trial;

import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.telemetry.Reading;
import java.util.Collection;
import java.util.List;

/** A rule that is tried on one device, from a moment on. */
public interface DeviceTrial {
    /** As it is on this device: thresholds of built-in rules are the device's own. */
    RuleDefinition rule();

    /**
     * First of all, by what is known already, as when a rule is made.
     *
     * @param known the newest reading of each metric
     */
    List<Turn> begin(Collection<Reading> known);

    /** @param report what was reported together; in the order of its own time, as all reports are */
    List<Turn> next(List<Reading> report);
}
