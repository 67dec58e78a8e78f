package io.atalaya.command.device;

import io.atalaya.command.RejectedWith;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.command.MarkDeviceOffline;
import io.atalaya.contract.device.command.MarkDeviceOnline;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.device.event.DeviceWentOffline;
import io.atalaya.contract.device.event.DeviceWentOnline;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class DevicePresenceTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final Instant REPORTED = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant LAST_SEEN = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant GONE = Instant.parse("2026-03-01T09:05:00Z");
    private static final Instant BACK = Instant.parse("2026-03-01T10:00:00Z");

    private final FixtureConfiguration<Device> fixture = new AggregateTestFixture<>(Device.class);

    @Test
    void aDeviceIsOfflineUntilItReports() {
        fixture.given(registered()).when(online(REPORTED)).expectEvents(wentOnline(REPORTED));
    }

    @Test
    void aDeviceThatHasNeverReportedCannotGoOffline() {
        fixture.given(registered())
                .when(offline())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aSilentDeviceGoesOfflineWhenItsSilenceBecameTooLong() {
        fixture.given(registered(), wentOnline(REPORTED)).when(offline()).expectEvents(wentOffline());
    }

    @Test
    void itComesBackWhenItReportsAgain() {
        fixture.given(registered(), wentOnline(REPORTED), wentOffline())
                .when(online(BACK))
                .expectEvents(wentOnline(BACK));
    }

    @Test
    void whoIsOnlineDoesNotComeOnline() {
        fixture.given(registered(), wentOnline(REPORTED))
                .when(online(BACK))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void whoIsOfflineDoesNotGoOffline() {
        fixture.given(registered(), wentOnline(REPORTED), wentOffline())
                .when(offline())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void toAnotherTenantItDoesNotExist() {
        fixture.given(registered())
                .when(new MarkDeviceOnline(DEVICE, OTHER_TENANT, REPORTED))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    private static MarkDeviceOnline online(Instant at) {
        return new MarkDeviceOnline(DEVICE, TENANT, at);
    }

    private static MarkDeviceOffline offline() {
        return new MarkDeviceOffline(DEVICE, TENANT, LAST_SEEN, GONE);
    }

    private static DeviceWentOnline wentOnline(Instant at) {
        return new DeviceWentOnline(DEVICE, TENANT, at);
    }

    private static DeviceWentOffline wentOffline() {
        return new DeviceWentOffline(DEVICE, TENANT, LAST_SEEN, GONE);
    }

    private static DeviceRegistered registered() {
        return new DeviceRegistered(
                DEVICE,
                TENANT,
                new DeviceDetails(
                        "Freezer",
                        "THERMOMETER",
                        "SN-1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        Map.of(),
                        null));
    }
}
