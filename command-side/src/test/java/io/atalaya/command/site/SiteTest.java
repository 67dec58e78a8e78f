package io.atalaya.command.site;

import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.atalaya.command.RejectedWith;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.site.command.ChangeSite;
import io.atalaya.contract.site.command.CreateSite;
import io.atalaya.contract.site.command.RemoveSite;
import io.atalaya.contract.site.event.SiteChanged;
import io.atalaya.contract.site.event.SiteCreated;
import io.atalaya.contract.site.event.SiteRemoved;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class SiteTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    private static final SiteId SITE = SiteId.of("00000000-0000-0000-0000-0000000000f1");

    private final Directory directory = mock();
    private final FixtureConfiguration<Site> fixture =
            new AggregateTestFixture<>(Site.class).registerInjectableResource(directory);

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

    @Test
    void aSiteChanges() {
        fixture.given(created()).when(change(TENANT, "Depot")).expectEvents(changed("Depot"));
    }

    @Test
    void changingItToWhatItIsChangesNothing() {
        fixture.given(created())
                .when(change(TENANT, "Warehouse"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture.given(created(), changed("Depot"))
                .when(change(TENANT, "Depot"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void anEmptySiteIsRemoved() {
        fixture.given(created())
                .when(new RemoveSite(SITE, TENANT))
                .expectEvents(new SiteRemoved(SITE, TENANT))
                .expectMarkedDeleted();
    }

    @Test
    void aSiteInUseIsNotRemoved() {
        doThrow(Rejection.of(Rejection.Code.SITE_IN_USE, "Assets or devices stand there"))
                .when(directory)
                .requireEmptySite(TENANT, SITE);
        fixture.given(created())
                .when(new RemoveSite(SITE, TENANT))
                .expectException(RejectedWith.code(Rejection.Code.SITE_IN_USE))
                .expectNoEvents();
    }

    @Test
    void aRemovedSiteIsNotThereAnyMore() {
        fixture.given(created(), new SiteRemoved(SITE, TENANT))
                .when(change(TENANT, "Depot"))
                .expectException(AggregateNotFoundException.class)
                .expectNoEvents();
    }

    @Test
    void toAnotherTenantItCannotBeChangedOrRemoved() {
        fixture.given(created())
                .when(change(OTHER_TENANT, "Depot"))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
        fixture.given(created())
                .when(new RemoveSite(SITE, OTHER_TENANT))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    private static ChangeSite change(TenantId tenant, String name) {
        return new ChangeSite(SITE, tenant, name, "Harbour street 4", "Europe/Madrid");
    }

    private static SiteChanged changed(String name) {
        return new SiteChanged(SITE, TENANT, name, "Harbour street 4", "Europe/Madrid");
    }

    private static CreateSite create(TenantId tenant) {
        return new CreateSite(SITE, tenant, "Warehouse", "Harbour street 4", "Europe/Madrid");
    }

    private static SiteCreated created() {
        return new SiteCreated(SITE, TENANT, "Warehouse", "Harbour street 4", "Europe/Madrid");
    }
}
