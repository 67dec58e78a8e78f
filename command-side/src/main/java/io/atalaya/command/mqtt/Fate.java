package io.atalaya.command.mqtt;

import io.atalaya.kernel.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What became of a publish. */
sealed interface Fate {
    /** @param isNew false if it had been stored before */
    record Stored(boolean isNew) implements Fate {}

    record Refused(Rejection rejection) implements Fate {}

    /** Nobody can tell whether it is stored: only sending it again helps. */
    record Unknown() implements Fate {}

    Logger log = LoggerFactory.getLogger(Fate.class);

    /** What a failure leaves open the sender has to send again; everything else is decided for good. */
    static Fate of(RuntimeException failure) {
        return switch (failure) {
            case Rejection rejection -> ofRejection(rejection);
            case DataAccessException unavailable -> ofDatabase(unavailable);
            case TransactionException unavailable -> ofDatabase(unavailable);
            default -> {
                // Ours to mend, and it would only come again.
                log.error("A publish could not be handled", failure);
                yield new Refused(Rejection.of(Rejection.Code.INTERNAL_ERROR, "Something went wrong here"));
            }
        };
    }

    private static Fate ofDatabase(RuntimeException failure) {
        log.error("The database cannot be used now", failure);
        return new Unknown();
    }

    private static Fate ofRejection(Rejection rejection) {
        boolean isOpen = rejection.code().kind() == Rejection.Kind.UNAVAILABLE
                || rejection.code() == Rejection.Code.INGESTION_OVERLOADED
                || rejection.code() == Rejection.Code.CONCURRENT_CHANGE;
        return isOpen ? new Unknown() : new Refused(rejection);
    }
}
