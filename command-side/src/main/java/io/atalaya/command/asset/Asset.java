package io.atalaya.command.asset;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.asset.command.CreateAsset;
import io.atalaya.contract.asset.event.AssetCreated;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** A piece of equipment that devices watch. */
@Aggregate
class Asset extends TenantOwned {
    @AggregateIdentifier
    private AssetId assetId;

    @SuppressWarnings("NullAway.Init")
    Asset() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateAsset command, Directory directory) {
        if (assetId == null) {
            directory.requireSite(command.tenantId(), command.siteId());
            apply(new AssetCreated(
                    command.assetId(), command.tenantId(), command.name(), command.type(), command.siteId()));
        }
    }

    @EventSourcingHandler
    void on(AssetCreated event) {
        assetId = event.assetId();
        tenantId = event.tenantId();
    }
}
