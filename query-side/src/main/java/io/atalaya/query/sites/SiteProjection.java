package io.atalaya.query.sites;

import io.atalaya.contract.site.event.SiteChanged;
import io.atalaya.contract.site.event.SiteCreated;
import io.atalaya.contract.site.event.SiteRemoved;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Keeps the read model of sites. */
@Component
@ProcessingGroup(SiteProjection.PROCESSING_GROUP)
public class SiteProjection {
    public static final String PROCESSING_GROUP = "sites";

    private final SiteRows rows;

    SiteProjection(SiteRows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(SiteCreated event, EventMessage<SiteCreated> message) {
        rows.createOnce(event.siteId().value(), () -> new SiteRow(event, LogPosition.of(message)));
    }

    @EventHandler
    void on(SiteChanged event) {
        rows.change(event.siteId().value(), row -> row.change(event));
    }

    @EventHandler
    void on(SiteRemoved event) {
        rows.deleteById(event.siteId().value());
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
    }

    @QueryHandler
    Page<SiteView> find(FindSites query) {
        return rows.list(query, Map.of(), null, query.listing(), SiteRow::view);
    }

    @QueryHandler
    SiteView find(FindSite query) {
        return rows.require(query, query.id().value(), "Site").view();
    }
}
