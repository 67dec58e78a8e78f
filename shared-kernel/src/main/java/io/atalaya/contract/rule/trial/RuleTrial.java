package io.atalaya.contract.rule.trial;

import io.atalaya.contract.device.DeviceId;
import java.util.Set;

/** A rule that is tried. */
public interface RuleTrial {
    /** Where it would apply. */
    Set<DeviceId> devices();

    /** Where it would apply if there were no rule of the same type for less. */
    Set<DeviceId> outranked();

    /**
     * A new trial on one of {@link #devices}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    DeviceTrial on(DeviceId deviceId);
}
