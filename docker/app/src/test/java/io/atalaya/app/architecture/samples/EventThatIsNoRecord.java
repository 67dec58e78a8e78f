package io.atalaya.app.architecture.samples;

import io.atalaya.kernel.DomainEvent;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** An event that could change after the fact. */
@Revision("1")
public final class EventThatIsNoRecord implements DomainEvent {
    @Override
    public TenantId tenantId() {
        return TenantId.of("00000000-0000-0000-0000-000000000001");
    }
}
