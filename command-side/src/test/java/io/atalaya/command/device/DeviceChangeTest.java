package io.atalaya.command.device;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import io.atalaya.command.RejectedWith;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceDuty;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.ReportedStatus;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.contract.device.command.ChangeDevice;
import io.atalaya.contract.device.command.DescribeDevice;
import io.atalaya.contract.device.command.MarkDeviceOffline;
import io.atalaya.contract.device.command.MarkDeviceOnline;
import io.atalaya.contract.device.command.RetireDevice;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceMaintenanceBegan;
import io.atalaya.contract.device.event.DeviceMaintenanceEnded;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.device.event.DeviceReinstated;
import io.atalaya.contract.device.event.DeviceRetired;
import io.atalaya.contract.device.event.DeviceWentOnline;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceChangeTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AggregateTestFixture<Device> fixture = new AggregateTestFixture<>(Device.class);
    private final DeviceRegister register = mock();

    @BeforeEach
    void provideRegister() {
        fixture.registerInjectableResource(register);
    }

    @Test
    void whatIsKnownOfADeviceIsSaidAnew() {
        fixture.given(registered())
                .when(change(details("Cell 4", "SN-1"), null, 1))
                .expectEvents(changed("Cell 4", "SN-1", 2))
                .expectResultMessagePayload(2);

        verify(register).requireReferences(TENANT, DEVICE, details("Cell 4", "SN-1"));
        verify(register, never()).claim(any(), any(), any());
    }

    @Test
    void whatItSaysAlreadyIsNoChangeWhateverTheRevision() {
        fixture.given(registered(), changed("Cell 4", "SN-1", 2))
                .when(change(details("Cell 4", "SN-1"), DeviceDuty.IN_USE, 1))
                .expectNoEvents()
                .expectResultMessagePayload(2);
        verifyNoInteractions(register);
    }

    @Test
    void whoHasNotSeenTheLastRevisionChangesNothing() {
        fixture.given(registered(), changed("Cell 4", "SN-1", 2))
                .when(change(details("Cell 5", "SN-1"), null, 1))
                .expectException(RejectedWith.codeAndField(Rejection.Code.DEVICE_REVISION_OUTDATED, "revision"))
                .expectNoEvents();
    }

    @Test
    void anotherSerialNumberMustBeFree() {
        fixture.given(registered())
                .when(change(details("Cell 3", "SN-2"), null, null))
                .expectEvents(changed("Cell 3", "SN-2", 2));
        verify(register).claim(TENANT, DEVICE, "SN-2");

        doThrow(Rejection.ofField(Rejection.Code.SERIAL_NUMBER_TAKEN, "serialNumber", "taken"))
                .when(register)
                .claim(TENANT, DEVICE, "SN-3");
        fixture.given(registered())
                .when(change(details("Cell 3", "SN-3"), null, null))
                .expectException(RejectedWith.codeAndField(Rejection.Code.SERIAL_NUMBER_TAKEN, "serialNumber"))
                .expectNoEvents();
    }

    @Test
    void maintenanceBeginsAndEnds() {
        fixture.given(registered())
                .when(change(details("Cell 3", "SN-1"), DeviceDuty.MAINTENANCE, null))
                .expectEvents(new DeviceMaintenanceBegan(DEVICE, TENANT));
        fixture.given(registered(), new DeviceMaintenanceBegan(DEVICE, TENANT))
                .when(change(details("Cell 3", "SN-1"), null, null))
                .expectNoEvents();
        fixture.given(registered(), new DeviceMaintenanceBegan(DEVICE, TENANT))
                .when(change(details("Cell 3", "SN-1"), DeviceDuty.IN_USE, null))
                .expectEvents(new DeviceMaintenanceEnded(DEVICE, TENANT));
    }

    @Test
    void aDeviceIsRetiredOnce() {
        fixture.given(registered())
                .when(new RetireDevice(DEVICE, TENANT))
                .expectEvents(new DeviceRetired(DEVICE, TENANT));
        verify(register).retire(TENANT, DEVICE, "SN-1");

        fixture.given(registered(), new DeviceRetired(DEVICE, TENANT))
                .when(new RetireDevice(DEVICE, TENANT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aDeviceUnderMaintenanceIsRetiredToo() {
        fixture.given(registered(), new DeviceMaintenanceBegan(DEVICE, TENANT))
                .when(new RetireDevice(DEVICE, TENANT))
                .expectEvents(new DeviceMaintenanceEnded(DEVICE, TENANT), new DeviceRetired(DEVICE, TENANT));
    }

    @Test
    void aGatewayThatIsNeededStays() {
        doThrow(Rejection.of(Rejection.Code.DEVICE_IN_USE, "Other devices report through it"))
                .when(register)
                .retire(TENANT, DEVICE, "SN-1");

        fixture.given(registered())
                .when(new RetireDevice(DEVICE, TENANT))
                .expectException(RejectedWith.code(Rejection.Code.DEVICE_IN_USE))
                .expectNoEvents();
    }

    @Test
    void nothingAboutARetiredDeviceChanges() {
        fixture.given(registered(), new DeviceRetired(DEVICE, TENANT))
                .when(change(details("Cell 4", "SN-1"), null, null))
                .expectException(RejectedWith.code(Rejection.Code.DEVICE_RETIRED))
                .expectNoEvents();
        fixture.given(registered(), new DeviceRetired(DEVICE, TENANT))
                .when(new DescribeDevice(DEVICE, TENANT, new SelfDescription(ReportedStatus.ONLINE, null, null), NOON))
                .expectException(RejectedWith.code(Rejection.Code.DEVICE_RETIRED))
                .expectNoEvents();
    }

    @Test
    void aRetiredDeviceComesBackIfItsSerialNumberIsStillFree() {
        fixture.given(registered(), new DeviceRetired(DEVICE, TENANT))
                .when(change(details("Cell 4", "SN-1"), DeviceDuty.MAINTENANCE, 1))
                .expectEvents(
                        new DeviceReinstated(DEVICE, TENANT),
                        changed("Cell 4", "SN-1", 2),
                        new DeviceMaintenanceBegan(DEVICE, TENANT));
        verify(register).requireReferences(TENANT, DEVICE, details("Cell 4", "SN-1"));
        verify(register).claim(TENANT, DEVICE, "SN-1");
    }

    @Test
    void aRetiredDeviceIsNeverOnline() {
        DeviceRetired retired = new DeviceRetired(DEVICE, TENANT);
        fixture.given(registered(), retired)
                .when(new MarkDeviceOnline(DEVICE, TENANT, NOON))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture.given(registered(), new DeviceWentOnline(DEVICE, TENANT, NOON), retired)
                .when(new MarkDeviceOffline(DEVICE, TENANT, NOON, NOON.plusSeconds(300)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture.given(
                        registered(),
                        new DeviceWentOnline(DEVICE, TENANT, NOON),
                        retired,
                        new DeviceReinstated(DEVICE, TENANT))
                .when(new MarkDeviceOnline(DEVICE, TENANT, NOON.plusSeconds(60)))
                .expectEvents(new DeviceWentOnline(DEVICE, TENANT, NOON.plusSeconds(60)));
    }

    @Test
    void anotherTenantNeitherChangesNorRetiresIt() {
        fixture.given(registered())
                .when(new ChangeDevice(DEVICE, OTHER_TENANT, details("Ours", "SN-1"), null, null))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
        fixture.given(registered())
                .when(new RetireDevice(DEVICE, OTHER_TENANT))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
        verifyNoInteractions(register);
    }

    private static ChangeDevice change(DeviceDetails details, @Nullable DeviceDuty duty, @Nullable Integer revision) {
        return new ChangeDevice(DEVICE, TENANT, details, duty, revision);
    }

    private static DeviceRegistered registered() {
        return new DeviceRegistered(DEVICE, TENANT, details("Cell 3", "SN-1"));
    }

    private static DeviceChanged changed(String name, String serialNumber, int revision) {
        return new DeviceChanged(DEVICE, TENANT, details(name, serialNumber), revision);
    }

    private static DeviceDetails details(String name, String serialNumber) {
        return new DeviceDetails(
                name,
                "THERMOMETER",
                serialNumber,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of("interval", 30),
                Map.of(),
                null);
    }
}
