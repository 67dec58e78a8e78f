package io.atalaya.command.site;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.site.command.CreateSite;
import io.atalaya.contract.site.event.SiteCreated;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** A place that devices stand in. */
@Aggregate
class Site extends TenantOwned {
    @AggregateIdentifier
    private SiteId siteId;

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

    @EventSourcingHandler
    void on(SiteCreated event) {
        siteId = event.siteId();
        tenantId = event.tenantId();
    }
}
