package io.atalaya.query.devices;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How devices are judged.
 *
 * @param offlineAfter a device that has not reported for this long is offline
 */
public record DeviceSettings(@DefaultValue("PT5M") Duration offlineAfter) {}
