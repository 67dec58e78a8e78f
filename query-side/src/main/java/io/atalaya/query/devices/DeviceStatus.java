package io.atalaya.query.devices;

/** Whether a device has been heard of lately. {@link #OFFLINE} until it reports for the first time. */
public enum DeviceStatus {
    OFFLINE,
    ONLINE
}
