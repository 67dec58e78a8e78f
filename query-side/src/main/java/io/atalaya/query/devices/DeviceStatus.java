package io.atalaya.query.devices;

/** Whether a device has been heard of lately. */
public enum DeviceStatus {
    OFFLINE,
    ONLINE
}
