package io.atalaya.contract.device;

/** What people have decided about a device. Whether it is online is another matter, which it shows by itself. */
public enum DeviceDuty {
    IN_USE,
    /** Somebody works on it: what it reports is recorded and means nothing. */
    MAINTENANCE,
    /** It reports no more. Its past stays; its serial number is free for another. */
    RETIRED
}
