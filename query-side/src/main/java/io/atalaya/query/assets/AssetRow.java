package io.atalaya.query.assets;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.asset.event.AssetChanged;
import io.atalaya.contract.asset.event.AssetCreated;
import io.atalaya.contract.site.SiteId;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "asset_view")
class AssetRow extends ReadModel {
    @Column(name = "name")
    private String name;

    @Column(name = "type")
    private String type;

    @Column(name = "site_id")
    private @Nullable UUID siteId;

    @Column(name = "revision")
    private int revision;

    @SuppressWarnings("NullAway.Init")
    protected AssetRow() {}

    AssetRow(AssetCreated event, long position) {
        super(event.assetId().value(), event.tenantId(), position);
        name = event.name();
        type = event.type();
        siteId = event.siteId() == null ? null : event.siteId().value();
        revision = 1;
    }

    void change(AssetChanged event) {
        name = event.name();
        type = event.type();
        siteId = event.siteId() == null ? null : event.siteId().value();
        revision = event.revision();
    }

    AssetView view() {
        return new AssetView(new AssetId(id()), name, type, siteId == null ? null : new SiteId(siteId), revision);
    }
}
