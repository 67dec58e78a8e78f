package io.atalaya.alerting.presence;

/** How far the telemetry log goes, and how far presence has followed it. */
public interface TelemetryProgress {
    /** The position of the newest report in the log; -1 if there is none. */
    long head();

    /** Whether presence has handled all that the log holds up to this position, on whichever nodes. */
    boolean hasReached(long position);
}
