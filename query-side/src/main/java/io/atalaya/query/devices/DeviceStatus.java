package io.atalaya.query.devices;

/**
 * What people have decided about a device, or else whether it has been heard of lately: {@link #OFFLINE} until it
 * reports for the first time.
 */
public enum DeviceStatus {
    OFFLINE,
    ONLINE,
    /** Somebody works on it. */
    MAINTENANCE,
    /** It reports no more. */
    RETIRED
}
