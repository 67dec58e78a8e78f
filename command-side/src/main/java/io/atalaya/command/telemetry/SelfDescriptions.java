package io.atalaya.command.telemetry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.contract.device.command.DescribeDevice;
import io.atalaya.kernel.access.Caller;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * What devices say of themselves, besides numbers. Heartbeats repeat it for ever, so that what a device has said here within
 * the last seconds is not looked at again; the aggregate finds out about the rest.
 */
@Component
public class SelfDescriptions {
    private final CommandDispatcher commands;
    private final Cache<DeviceId, SelfDescription> lately = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterWrite(Duration.ofSeconds(4))
            .build();

    SelfDescriptions(CommandDispatcher commands) {
        this.commands = commands;
    }

    /** A repetition costs nothing; only something new becomes an event. */
    public void heard(DeviceId device, SelfDescription said, Instant at, Caller caller) {
        if (!said.equals(SelfDescription.NOTHING) && !said.equals(lately.getIfPresent(device))) {
            told(device, said, at, caller);
        }
    }

    /** Always looked at, since the device means it. */
    public void told(DeviceId device, SelfDescription said, Instant at, Caller caller) {
        commands.send(new DescribeDevice(device, caller.tenantId(), said, at), caller);
        lately.put(device, said);
    }
}
