package io.atalaya.command.dispatch;

import java.util.Collection;

/** Reads what several aggregates have become of at once, so that loading them hardly asks the log any more. */
public interface ReadAhead {
    /**
     * Keeps their events for as long as the current unit of work lasts. Of histories that are long together, some are left
     * to be read one by one.
     */
    void read(Collection<String> aggregateIds);
}
