package io.atalaya.alerting.notification;

import io.atalaya.alerting.SystemTransaction;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Forgets entries of the ledger that are older than they are kept. That something was sent, the log says for ever. */
@Component
public class LedgerPurge {
    private static final Logger log = LoggerFactory.getLogger(LedgerPurge.class);

    private final Outbox outbox;
    private final SystemTransaction transaction;
    private final NotificationSettings settings;
    private final Clock clock;

    LedgerPurge(Outbox outbox, SystemTransaction transaction, NotificationSettings settings, Clock clock) {
        this.outbox = outbox;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    public void run() {
        int forgotten = transaction.of(() -> outbox.purge(clock.instant().minus(settings.keepFor())));
        log.debug("Forgot {} notifications", forgotten);
    }
}
