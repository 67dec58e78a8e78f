package io.atalaya.query.assets;

import io.atalaya.contract.asset.event.AssetCreated;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Keeps the read model of assets. */
@Component
@ProcessingGroup(AssetProjection.PROCESSING_GROUP)
public class AssetProjection {
    public static final String PROCESSING_GROUP = "assets";

    private final AssetRows rows;

    AssetProjection(AssetRows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(AssetCreated event, EventMessage<AssetCreated> message) {
        rows.createOnce(event.assetId().value(), () -> new AssetRow(event, LogPosition.of(message)));
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
    }

    @QueryHandler
    Page<AssetView> find(FindAssets query) {
        return rows.list(query, Map.of(), null, query.listing(), AssetRow::view);
    }

    @QueryHandler
    AssetView find(FindAsset query) {
        return rows.require(query, query.id().value(), "Asset").view();
    }
}
