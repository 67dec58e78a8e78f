package io.atalaya.query.assets;

import io.atalaya.contract.asset.event.AssetChanged;
import io.atalaya.contract.asset.event.AssetCreated;
import io.atalaya.contract.asset.event.AssetRemoved;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
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

    @EventHandler
    void on(AssetChanged event) {
        rows.change(event.assetId().value(), row -> row.change(event));
    }

    @EventHandler
    void on(AssetRemoved event) {
        rows.deleteById(event.assetId().value());
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
    }

    @QueryHandler
    Page<AssetView> find(FindAssets query) {
        Map<String, @Nullable Object> filters = new HashMap<>();
        filters.put("type", query.type());
        filters.put("siteId", query.siteId() == null ? null : query.siteId().value());
        return rows.list(query, filters, null, query.listing(), AssetRow::view);
    }

    @QueryHandler
    AssetView find(FindAsset query) {
        return rows.require(query, query.id().value(), "Asset").view();
    }
}
