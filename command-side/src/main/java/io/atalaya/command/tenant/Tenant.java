package io.atalaya.command.tenant;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.tenant.command.AddMember;
import io.atalaya.contract.tenant.command.CreateTenant;
import io.atalaya.contract.tenant.event.MemberAdded;
import io.atalaya.contract.tenant.event.TenantCreated;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Role;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** A tenant and who its members are. */
@Aggregate
class Tenant extends TenantOwned {
    @AggregateIdentifier
    private String id;

    private final Map<UserId, MemberAdded> members = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    Tenant() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateTenant command) {
        if (id == null) {
            apply(new TenantCreated(command.tenantId(), command.name()));
        }
    }

    @CommandHandler
    void handle(AddMember command, Directory directory) {
        requireFitting(command);
        command.siteIds().forEach(siteId -> directory.requireSite(command.tenantId(), siteId));
        MemberAdded added = new MemberAdded(command.tenantId(), command.userId(), command.role(), command.siteIds());
        if (!added.equals(members.get(command.userId()))) {
            apply(added);
        }
    }

    /** Platform staff belong to the platform and nobody else does; a device is not a member but has a key. */
    private static void requireFitting(AddMember command) {
        boolean platform = command.tenantId().equals(Platform.TENANT);
        if (command.role() == Role.DEVICE || platform != (command.role() == Role.ADMIN)) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "role", "cannot be " + command.role() + " in this tenant");
        }
    }

    @EventSourcingHandler
    void on(TenantCreated event) {
        id = event.tenantId().toString();
        tenantId = event.tenantId();
    }

    @EventSourcingHandler
    void on(MemberAdded event) {
        members.put(event.userId(), event);
    }
}
