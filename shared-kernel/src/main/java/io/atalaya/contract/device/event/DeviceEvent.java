package io.atalaya.contract.device.event;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.DomainEvent;

/** What can happen to a device. */
public sealed interface DeviceEvent extends DomainEvent
        permits DeviceRegistered,
                DeviceChanged,
                DeviceMaintenanceBegan,
                DeviceMaintenanceEnded,
                DeviceRetired,
                DeviceReinstated,
                DeviceDescribedItself,
                DeviceWentOnline,
                DeviceWentOffline {
    DeviceId deviceId();
}
