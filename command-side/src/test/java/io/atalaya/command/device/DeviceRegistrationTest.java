package io.atalaya.command.device;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.atalaya.command.RejectedWith;
import io.atalaya.command.directory.Directory;
import io.atalaya.command.identity.ApiKeys;
import io.atalaya.command.identity.IssuedApiKey;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.command.RegisterDevice;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceRegistrationTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final DeviceId GATEWAY = DeviceId.of("00000000-0000-0000-0000-0000000000d2");
    private static final SiteId SITE = SiteId.of("00000000-0000-0000-0000-0000000000f1");
    private static final AssetId ASSET = AssetId.of("00000000-0000-0000-0000-0000000000c1");
    private static final String SERIAL_NUMBER = "SN-0003";
    private static final DeviceDetails DETAILS = new DeviceDetails(
            "Cell 3, ceiling",
            "THERMOMETER",
            SERIAL_NUMBER,
            "MQTT",
            null,
            SITE,
            ASSET,
            GATEWAY,
            "North wing",
            null,
            Map.of("interval", 30),
            Map.of(),
            "1.4.2");
    private static final IssuedApiKey KEY =
            new IssuedApiKey(ApiKeyId.of("00000000-0000-0000-0000-0000000000aa"), "atl_first");
    private static final IssuedApiKey NEXT_KEY =
            new IssuedApiKey(ApiKeyId.of("00000000-0000-0000-0000-0000000000ab"), "atl_next");

    private final AggregateTestFixture<Device> fixture = new AggregateTestFixture<>(Device.class);
    private final DeviceDirectory deviceDirectory = mock();
    private final Directory directory = mock();
    private final ApiKeys apiKeys = mock();

    @BeforeEach
    void provideCollaborators() {
        when(deviceDirectory.reserve(TENANT, DEVICE, SERIAL_NUMBER)).thenReturn(true);
        when(apiKeys.issueForDevice(TENANT, DEVICE, DETAILS.name())).thenReturn(KEY);
        when(apiKeys.replaceDeviceKey(TENANT, DEVICE, DETAILS.name())).thenReturn(NEXT_KEY);
        fixture.registerAnnotatedCommandHandler(
                new DeviceRegistration(fixture.getRepository(), deviceDirectory, directory, apiKeys));
    }

    @Test
    void aDeviceIsRegisteredAndItsKeyIsTheAnswer() {
        fixture.givenNoPriorActivity()
                .when(register())
                .expectEvents(registered())
                .expectResultMessagePayload(KEY);
    }

    @Test
    void theSameRegistrationAgainOnlyReplacesTheKeyThatNobodyReceived() {
        when(deviceDirectory.contains(TENANT, DEVICE)).thenReturn(true);

        fixture.given(registered()).when(register()).expectNoEvents().expectResultMessagePayload(NEXT_KEY);
        verify(deviceDirectory, never()).reserve(any(), any(), any());
    }

    @Test
    void aSerialNumberIsTakenOncePerTenant() {
        when(deviceDirectory.reserve(TENANT, DEVICE, SERIAL_NUMBER)).thenReturn(false);

        fixture.givenNoPriorActivity()
                .when(register())
                .expectException(RejectedWith.codeAndField(Rejection.Code.SERIAL_NUMBER_TAKEN, "serialNumber"))
                .expectNoEvents();
        verifyNoInteractions(apiKeys);
    }

    @ParameterizedTest
    @MethodSource("references")
    void whatItRefersToMustExistInTheTenant(String field, Consumer<Directory> check) {
        check.accept(doThrow(Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, field, "unknown"))
                .when(directory));

        fixture.givenNoPriorActivity()
                .when(register())
                .expectException(RejectedWith.codeAndField(Rejection.Code.REFERENCE_NOT_FOUND, field))
                .expectNoEvents();
        verify(deviceDirectory, never()).reserve(any(), any(), any());
        verifyNoInteractions(apiKeys);
    }

    static Stream<Arguments> references() {
        return Stream.of(
                reference("siteId", directory -> directory.requireSite(TENANT, SITE)),
                reference("assetId", directory -> directory.requireAsset(TENANT, ASSET)),
                reference("parentId", directory -> directory.requireDeviceInUse(TENANT, GATEWAY, "parentId")));
    }

    private static Arguments reference(String field, Consumer<Directory> check) {
        return Arguments.of(field, check);
    }

    private static RegisterDevice register() {
        return new RegisterDevice(DEVICE, TENANT, DETAILS);
    }

    private static DeviceRegistered registered() {
        return new DeviceRegistered(DEVICE, TENANT, DETAILS);
    }
}
