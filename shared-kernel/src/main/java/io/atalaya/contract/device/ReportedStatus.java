package io.atalaya.contract.device;

/** What a device says of itself. Whether it is online is judged by when it was last heard of, not by this. */
public enum ReportedStatus {
    ONLINE,
    /** It is about to switch itself off. */
    OFFLINE,
    MAINTENANCE,
    ERROR
}
