package io.atalaya.query.audit.chain;

import io.atalaya.contract.audit.event.HistoryEvent;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.TenantScope;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts on the record what happens to the history itself. */
@Component
public class HistoryRecord {
    private final EventGateway events;
    private final TransactionTemplate transaction;

    HistoryRecord(EventGateway events, TransactionTemplate transaction) {
        this.events = events;
        this.transaction = transaction;
    }

    /** When this returns, it is durable. */
    public void publish(HistoryEvent event, Caller caller) {
        GenericEventMessage<HistoryEvent> message = new GenericEventMessage<>(event, caller.metadata());
        TenantScope.tenant(
                event.tenantId(),
                () -> transaction.execute(status -> {
                    events.publish(message);
                    return message;
                }));
    }
}
