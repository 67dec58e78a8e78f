package io.atalaya.command.site;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.atalaya.command.TenantOwned;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.site.command.ChangeSite;
import io.atalaya.contract.site.command.CreateSite;
import io.atalaya.contract.site.command.RemoveSite;
import io.atalaya.contract.site.event.SiteChanged;
import io.atalaya.contract.site.event.SiteCreated;
import io.atalaya.contract.site.event.SiteRemoved;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A place that assets and devices stand in. It can only go when it is empty. */
@Aggregate
class Site extends TenantOwned {
    @AggregateIdentifier
    private SiteId siteId;

    private @Nullable SiteChanged known;

    @SuppressWarnings("NullAway.Init")
    Site() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateSite command) {
        if (siteId == null) {
            apply(new SiteCreated(
                    command.siteId(), command.tenantId(), command.name(), command.address(), command.timezone()));
        }
    }

    @CommandHandler
    void handle(ChangeSite command) {
        SiteChanged changed = new SiteChanged(
                command.siteId(), command.tenantId(), command.name(), command.address(), command.timezone());
        if (!changed.equals(known)) {
            apply(changed);
        }
    }

    @CommandHandler
    void handle(RemoveSite command, Directory directory) {
        directory.requireEmptySite(command.tenantId(), command.siteId());
        apply(new SiteRemoved(command.siteId(), command.tenantId()));
    }

    @EventSourcingHandler
    void on(SiteCreated event) {
        siteId = event.siteId();
        tenantId = event.tenantId();
        known = new SiteChanged(event.siteId(), event.tenantId(), event.name(), event.address(), event.timezone());
    }

    @EventSourcingHandler
    void on(SiteChanged event) {
        known = event;
    }

    @EventSourcingHandler
    void on(SiteRemoved event) {
        markDeleted();
    }
}
