package io.atalaya.command.retention;

/** How far the telemetry log has been handled by all that follow it. */
@FunctionalInterface
public interface HandledReports {
    /** @return position of which it is certain that no report up to it need be handled again; -1 if none is */
    long upTo();
}
