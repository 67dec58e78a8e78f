package io.atalaya.command.mqtt;

import io.atalaya.kernel.Rejection;

/** What became of a publish. */
sealed interface Fate {
    /** @param isNew false if it had been stored before */
    record Stored(boolean isNew) implements Fate {}

    record Refused(Rejection rejection) implements Fate {}

    /** Nobody can tell whether it is stored: only sending it again helps. */
    record Unknown() implements Fate {}
}
