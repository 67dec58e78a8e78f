package io.atalaya.command.mqtt;

import io.atalaya.kernel.Rejection;

/** What became of a publish. */
sealed interface Fate {
    /** @param isNew false if it had been stored before */
    record Stored(boolean isNew) implements Fate {}

    record Refused(Rejection rejection) implements Fate {}

    /** Nobody can tell whether it is stored: only sending it again helps. */
    record Unknown() implements Fate {}

    /** What a rejection leaves open the sender has to send again; everything else is decided for good. */
    static Fate of(Rejection rejection) {
        boolean isOpen = rejection.code().kind() == Rejection.Kind.UNAVAILABLE
                || rejection.code() == Rejection.Code.INGESTION_OVERLOADED
                || rejection.code() == Rejection.Code.CONCURRENT_CHANGE;
        return isOpen ? new Unknown() : new Refused(rejection);
    }
}
