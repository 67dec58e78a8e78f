package io.atalaya.query.sites;

import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.site.event.SiteChanged;
import io.atalaya.contract.site.event.SiteCreated;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "site_view")
class SiteRow extends ReadModel {
    @Column(name = "name")
    private String name;

    @Column(name = "address")
    private @Nullable String address;

    @Column(name = "timezone")
    private @Nullable String timezone;

    @SuppressWarnings("NullAway.Init")
    protected SiteRow() {}

    SiteRow(SiteCreated event, long position) {
        super(event.siteId().value(), event.tenantId(), position);
        name = event.name();
        address = event.address();
        timezone = event.timezone();
    }

    void change(SiteChanged event) {
        name = event.name();
        address = event.address();
        timezone = event.timezone();
    }

    SiteView view() {
        return new SiteView(new SiteId(id()), name, address, timezone);
    }
}
