package io.atalaya.command.asset;

import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.atalaya.command.RejectedWith;
import io.atalaya.command.directory.Dependents;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.asset.command.ChangeAsset;
import io.atalaya.contract.asset.command.CreateAsset;
import io.atalaya.contract.asset.command.RemoveAsset;
import io.atalaya.contract.asset.event.AssetChanged;
import io.atalaya.contract.asset.event.AssetCreated;
import io.atalaya.contract.asset.event.AssetRemoved;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssetTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    private static final AssetId ASSET = AssetId.of("00000000-0000-0000-0000-0000000000c1");
    private static final SiteId SITE = SiteId.of("00000000-0000-0000-0000-0000000000f1");

    private final AggregateTestFixture<Asset> fixture = new AggregateTestFixture<>(Asset.class);
    private final Directory directory = mock();
    private final Dependents dependents = mock();

    @BeforeEach
    void provideDirectory() {
        fixture.registerInjectableResource(directory);
        fixture.registerInjectableResource(dependents);
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
    void anAssetChangesAndMoves() {
        fixture.given(created()).when(change("Cell 4", null, null)).expectEvents(changed("Cell 4", null, 2));
        fixture.given(created(), changed("Cell 4", null, 2))
                .when(change("Cell 4", SITE, 2))
                .expectEvents(changed("Cell 4", SITE, 3))
                .expectResultMessagePayload(3);

        verify(directory).requireSite(TENANT, SITE);
    }

    @Test
    void whatItSaysAlreadyIsNoChangeWhateverTheRevision() {
        fixture.given(created(), changed("Cell 4", SITE, 2))
                .when(change("Cell 4", SITE, 1))
                .expectNoEvents()
                .expectResultMessagePayload(2);
    }

    @Test
    void whoHasNotSeenTheLastRevisionChangesNothing() {
        fixture.given(created(), changed("Cell 4", SITE, 2))
                .when(change("Cell 5", SITE, 1))
                .expectException(RejectedWith.codeAndField(Rejection.Code.ASSET_REVISION_OUTDATED, "revision"))
                .expectNoEvents();
    }

    @Test
    void itDoesNotMoveToAnUnknownSite() {
        doThrow(Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, "siteId", "unknown"))
                .when(directory)
                .requireSite(TENANT, SITE);

        fixture.given(created())
                .when(change("Cell 4", SITE, null))
                .expectException(RejectedWith.codeAndField(Rejection.Code.REFERENCE_NOT_FOUND, "siteId"))
                .expectNoEvents();
    }

    @Test
    void anAssetThatNothingDependsOnIsRemovedForGood() {
        fixture.given(created())
                .when(new RemoveAsset(ASSET, TENANT))
                .expectEvents(new AssetRemoved(ASSET, TENANT))
                .expectMarkedDeleted();
    }

    @Test
    void anAssetThatIsNeededStays() {
        doThrow(Rejection.of(Rejection.Code.ASSET_IN_USE, "Devices are on it"))
                .when(dependents)
                .requireNoneOn(TENANT, ASSET);

        fixture.given(created())
                .when(new RemoveAsset(ASSET, TENANT))
                .expectException(RejectedWith.code(Rejection.Code.ASSET_IN_USE))
                .expectNoEvents();
    }

    @Test
    void anotherTenantNeitherChangesNorRemovesIt() {
        fixture.given(created())
                .when(new ChangeAsset(ASSET, OTHER_TENANT, "Ours", "COLD_CELL", null, null))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
        fixture.given(created())
                .when(new RemoveAsset(ASSET, OTHER_TENANT))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
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

    private static ChangeAsset change(String name, @Nullable SiteId siteId, @Nullable Integer revision) {
        return new ChangeAsset(ASSET, TENANT, name, "COLD_CELL", siteId, revision);
    }

    private static AssetChanged changed(String name, @Nullable SiteId siteId, int revision) {
        return new AssetChanged(ASSET, TENANT, name, "COLD_CELL", siteId, revision);
    }

    private static AssetCreated created() {
        return new AssetCreated(ASSET, TENANT, "Cell 3", "COLD_CELL", SITE);
    }
}
