package io.atalaya.alerting.notification;

import io.atalaya.kernel.privacy.Erased;
import io.atalaya.kernel.privacy.KeepsPersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes out of the ledger which mailbox was an erased person's. That somebody was told, and what, stays. */
@Component
class MailboxErasure implements KeepsPersonalData {
    private final JdbcClient jdbc;

    MailboxErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void forget(Person person) {
        String email = person.email();
        if (email != null) {
            jdbc.sql("update notification set recipient = :marker, address_shown = :marker where recipient = :mailbox")
                    .param("marker", Erased.MARKER)
                    .param("mailbox", Recipient.Mailbox.of(email).key())
                    .update();
        }
    }
}
