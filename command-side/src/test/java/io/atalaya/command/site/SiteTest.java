package io.atalaya.command.site;

import io.atalaya.command.RejectedWith;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.site.command.CreateSite;
import io.atalaya.contract.site.event.SiteCreated;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class SiteTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    private static final SiteId SITE = SiteId.of("00000000-0000-0000-0000-0000000000f1");

    private final AggregateTestFixture<Site> fixture = new AggregateTestFixture<>(Site.class);

    @Test
    void aSiteIsCreated() {
        fixture.givenNoPriorActivity().when(create(TENANT)).expectEvents(created());
    }

    @Test
    void addressAndTimezoneMayBeUnknown() {
        fixture.givenNoPriorActivity()
                .when(new CreateSite(SITE, TENANT, "Warehouse", null, null))
                .expectEvents(new SiteCreated(SITE, TENANT, "Warehouse", null, null));
    }

    @Test
    void creatingItAgainChangesNothing() {
        fixture.given(created())
                .when(create(TENANT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void toAnotherTenantItDoesNotExist() {
        fixture.given(created())
                .when(create(OTHER_TENANT))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    private static CreateSite create(TenantId tenant) {
        return new CreateSite(SITE, tenant, "Warehouse", "Harbour street 4", "Europe/Madrid");
    }

    private static SiteCreated created() {
        return new SiteCreated(SITE, TENANT, "Warehouse", "Harbour street 4", "Europe/Madrid");
    }
}
