package io.atalaya.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.command.telemetry.RecordReadingsHandler;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.asset.command.CreateAsset;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.site.command.ChangeSite;
import io.atalaya.contract.site.command.CreateSite;
import io.atalaya.contract.telemetry.command.RecordReadings;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.devices.FindDevices;
import io.atalaya.query.members.FindMembers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.junit.jupiter.api.Test;

/**
 * A way in that does not go by an endpoint, such as a socket, meets the same limits on the buses. The sender is an owner
 * with sites, whom nothing else would refuse.
 */
class SiteGatewaysTest {
    private final Node node = Node.shared();
    private final World world = World.on(node);
    private final TenantId tenant = TenantId.of(world.tenantId());
    private final SiteId kitchen = SiteId.of(world.site("Kitchen"));
    private final SiteId cellar = SiteId.of(world.site("Cellar"));
    private final Caller limited = new Caller(
            tenant,
            new Actor(Actor.Type.USER, UUID.randomUUID().toString()),
            Role.OWNER,
            Set.of(kitchen),
            null,
            null,
            null);

    @Test
    void aQueryThatGoesBeyondTheSendersSitesIsRefused() {
        for (SiteLimit beyond : List.of(SiteLimit.NONE, new SiteLimit(Set.of(kitchen, cellar)))) {
            assertThat(refusal(() -> ask(devices(beyond))).code()).isEqualTo(Rejection.Code.FORBIDDEN);
        }
        assertThat(ask(devices(limited.within())).items()).isEmpty();
    }

    @Test
    void aQueryAboutTheWholeTenantIsRefused() {
        assertThat(refusal(() -> ask(new FindMembers(tenant, kitchen, Listing.of(null, null))))
                        .code())
                .isEqualTo(Rejection.Code.FORBIDDEN);
    }

    @Test
    void aCommandAboutAnotherSiteIsRefusedBeforeItsHandler() {
        assertThat(refusal(() -> send(change(cellar), limited.metadata())).code())
                .isEqualTo(Rejection.Code.NOT_FOUND);
        send(change(kitchen), limited.metadata());

        Rejection elsewhere = refusal(() -> send(asset(cellar), limited.metadata()));
        assertThat(elsewhere.code()).isEqualTo(Rejection.Code.REFERENCE_NOT_FOUND);
        assertThat(elsewhere.field()).isEqualTo("siteId");
        send(asset(kitchen), limited.metadata());
    }

    @Test
    void aCommandAboutTheWholeTenantIsRefused() {
        CreateSite another = new CreateSite(SiteId.next(), tenant, "Attic", null, null);
        assertThat(refusal(() -> send(another, limited.metadata())).code()).isEqualTo(Rejection.Code.FORBIDDEN);
    }

    @Test
    void reportsMeetTheLimitsToo() {
        DeviceId device = DeviceId.of(world.deviceAt(cellar.toString()).id());
        RecordReadings report = new RecordReadings(device, tenant, null, List.of());
        RecordReadingsHandler reports = node.bean(RecordReadingsHandler.class);
        assertThat(refusal(() -> reports.handle(report, limited.metadata())).code())
                .isEqualTo(Rejection.Code.NOT_FOUND);
    }

    @Test
    void whoDoesNotSayTheirLimitsIsRefused() {
        Map<String, Object> silent = limited.metadata();
        silent.remove(MetadataKeys.SITES);
        assertThat(refusal(() -> send(change(kitchen), silent)).code()).isEqualTo(Rejection.Code.FORBIDDEN);
    }

    private FindDevices devices(SiteLimit within) {
        return new FindDevices(tenant, within, null, null, null, null, null, Listing.of(null, null));
    }

    private ChangeSite change(SiteId siteId) {
        return new ChangeSite(siteId, tenant, "By another name", null, null);
    }

    private CreateAsset asset(SiteId siteId) {
        return new CreateAsset(AssetId.next(), tenant, "A", "COLD_CELL", siteId);
    }

    private Page<Object> ask(Query query) {
        return node.bean(Queries.class).askPage(query, limited);
    }

    private void send(Command command, Map<String, Object> metadata) {
        send(node.bean(CommandBus.class), command, metadata);
    }

    private static void send(CommandBus bus, Command command, Map<String, Object> metadata) {
        FutureCallback<Command, Object> outcome = new FutureCallback<>();
        bus.dispatch(GenericCommandMessage.<Command>asCommandMessage(command).withMetaData(metadata), outcome);
        var result = outcome.getResult();
        if (result.isExceptional()) {
            throw (RuntimeException) result.exceptionResult();
        }
    }

    private static Rejection refusal(Runnable attempt) {
        return catchThrowableOfType(Rejection.class, attempt::run);
    }
}
