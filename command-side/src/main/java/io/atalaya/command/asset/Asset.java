package io.atalaya.command.asset;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.atalaya.command.TenantOwned;
import io.atalaya.command.directory.Dependents;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.asset.command.ChangeAsset;
import io.atalaya.contract.asset.command.CreateAsset;
import io.atalaya.contract.asset.command.RemoveAsset;
import io.atalaya.contract.asset.event.AssetChanged;
import io.atalaya.contract.asset.event.AssetCreated;
import io.atalaya.contract.asset.event.AssetRemoved;
import io.atalaya.kernel.Rejection;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** A piece of equipment that devices watch. It can only go when nothing watches it and nobody is to repair it. */
@Aggregate
class Asset extends TenantOwned {
    @AggregateIdentifier
    private AssetId assetId;

    private AssetChanged known;

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

    /** @return the revision that the asset has now */
    @CommandHandler
    int handle(ChangeAsset command, Directory directory) {
        AssetChanged same = changed(command, known.revision());
        if (same.equals(known)) {
            return known.revision();
        }
        if (command.revision() != null && command.revision() != known.revision()) {
            throw Rejection.ofField(
                    Rejection.Code.ASSET_REVISION_OUTDATED,
                    "revision",
                    "is outdated: the asset has " + known.revision());
        }
        directory.requireSite(command.tenantId(), command.siteId());
        AssetChanged changed = changed(command, known.revision() + 1);
        apply(changed);
        return changed.revision();
    }

    private static AssetChanged changed(ChangeAsset command, int revision) {
        return new AssetChanged(
                command.assetId(), command.tenantId(), command.name(), command.type(), command.siteId(), revision);
    }

    @CommandHandler
    void handle(RemoveAsset command, Dependents dependents) {
        dependents.requireNoneOn(command.tenantId(), command.assetId());
        apply(new AssetRemoved(command.assetId(), command.tenantId()));
    }

    @EventSourcingHandler
    void on(AssetCreated event) {
        assetId = event.assetId();
        tenantId = event.tenantId();
        known = new AssetChanged(event.assetId(), event.tenantId(), event.name(), event.type(), event.siteId(), 1);
    }

    @EventSourcingHandler
    void on(AssetChanged event) {
        known = event;
    }

    @EventSourcingHandler
    void on(AssetRemoved event) {
        markDeleted();
    }
}
