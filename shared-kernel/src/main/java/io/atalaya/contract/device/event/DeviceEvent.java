package io.atalaya.contract.device.event;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.DomainEvent;

/** What can happen to a device. */
public sealed interface DeviceEvent extends DomainEvent
        permits DeviceRegistered, DeviceDescribedItself, DeviceWentOnline, DeviceWentOffline {
    DeviceId deviceId();
}
