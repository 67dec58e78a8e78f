package io.atalaya.command.asset;

import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.atalaya.command.RejectedWith;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.asset.command.CreateAsset;
import io.atalaya.contract.asset.event.AssetCreated;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssetTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    private static final AssetId ASSET = AssetId.of("00000000-0000-0000-0000-0000000000c1");
    private static final SiteId SITE = SiteId.of("00000000-0000-0000-0000-0000000000f1");

    private final AggregateTestFixture<Asset> fixture = new AggregateTestFixture<>(Asset.class);
    private final Directory directory = mock();

    @BeforeEach
    void provideDirectory() {
        fixture.registerInjectableResource(directory);
    }

    @Test
    void anAssetIsCreatedAtASiteOfItsTenant() {
        fixture.givenNoPriorActivity().when(create(TENANT)).expectEvents(created());

        verify(directory).requireSite(TENANT, SITE);
    }

    @Test
    void anAssetMayStandNowhere() {
        fixture.givenNoPriorActivity()
                .when(new CreateAsset(ASSET, TENANT, "Cell 3", "COLD_CELL", null))
                .expectEvents(new AssetCreated(ASSET, TENANT, "Cell 3", "COLD_CELL", null));
    }

    @Test
    void anAssetAtAnUnknownSiteIsRefused() {
        doThrow(Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, "siteId", "unknown"))
                .when(directory)
                .requireSite(TENANT, SITE);

        fixture.givenNoPriorActivity()
                .when(create(TENANT))
                .expectException(RejectedWith.codeAndField(Rejection.Code.REFERENCE_NOT_FOUND, "siteId"))
                .expectNoEvents();
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

    private static CreateAsset create(TenantId tenant) {
        return new CreateAsset(ASSET, tenant, "Cell 3", "COLD_CELL", SITE);
    }

    private static AssetCreated created() {
        return new AssetCreated(ASSET, TENANT, "Cell 3", "COLD_CELL", SITE);
    }
}
