package io.atalaya.command.device;

import io.atalaya.command.RejectedWith;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.ReportedStatus;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.contract.device.command.DescribeDevice;
import io.atalaya.contract.device.event.DeviceDescribedItself;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeviceTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SelfDescription DEFROSTING =
            new SelfDescription(ReportedStatus.MAINTENANCE, "Defrosting", null);

    private final FixtureConfiguration<Device> fixture = new AggregateTestFixture<>(Device.class);

    @Test
    void whatADeviceSaysOfItselfIsOnTheRecord() {
        fixture.given(registered()).when(says(DEFROSTING, NOON)).expectEvents(said(DEFROSTING, NOON));
    }

    @Test
    void sayingTheSameAgainIsNoNews() {
        fixture.given(registered(), said(DEFROSTING, NOON))
                .when(says(DEFROSTING, NOON.plusSeconds(60)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void whatItDoesNotMentionStaysAsItIs() {
        fixture.given(registered(), said(DEFROSTING, NOON))
                .when(says(description(null, null, "1.4"), NOON.plusSeconds(60)))
                .expectEvents(said(description(ReportedStatus.MAINTENANCE, "Defrosting", "1.4"), NOON.plusSeconds(60)));
    }

    @Test
    void aNewStatusTakesTheOldOnesMessageAway() {
        fixture.given(registered(), said(DEFROSTING, NOON))
                .when(says(description(ReportedStatus.ONLINE, null, null), NOON.plusSeconds(60)))
                .expectEvents(said(description(ReportedStatus.ONLINE, null, null), NOON.plusSeconds(60)));
    }

    @Test
    void whatComesLateChangesNothing() {
        fixture.given(registered(), said(DEFROSTING, NOON))
                .when(says(description(ReportedStatus.ERROR, null, null), NOON.minusSeconds(1)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void toAnotherTenantItDoesNotExist() {
        fixture.given(registered())
                .when(new DescribeDevice(DEVICE, OTHER_TENANT, DEFROSTING, NOON))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    private static SelfDescription description(
            @Nullable ReportedStatus status, @Nullable String message, @Nullable String firmwareVersion) {
        return new SelfDescription(status, message, firmwareVersion);
    }

    private static DescribeDevice says(SelfDescription description, Instant at) {
        return new DescribeDevice(DEVICE, TENANT, description, at);
    }

    private static DeviceDescribedItself said(SelfDescription description, Instant at) {
        return new DeviceDescribedItself(DEVICE, TENANT, description, at);
    }

    private static DeviceRegistered registered() {
        return new DeviceRegistered(
                DEVICE,
                TENANT,
                new DeviceDetails(
                        "Freezer",
                        "COLD_CELL_SENSOR",
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
