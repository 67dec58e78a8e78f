package io.atalaya.contract.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleScopeTest {
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-00000000000d");
    private static final DeviceId OTHER_DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d2");
    private static final AssetId ASSET = AssetId.of("00000000-0000-0000-0000-00000000000a");
    private static final AssetId OTHER_ASSET = AssetId.of("00000000-0000-0000-0000-0000000000a2");

    @Test
    void withoutAnyLimitItCoversEveryDevice() {
        RuleScope tenant = new RuleScope(null, null, null);

        assertThat(tenant.covers(DEVICE, "THERMOMETER", ASSET)).isTrue();
        assertThat(tenant.covers(OTHER_DEVICE, null, null)).isTrue();
    }

    @Test
    void oneDeviceCoversThatDeviceOnly() {
        RuleScope device = new RuleScope(DEVICE, null, null);

        assertThat(device.covers(DEVICE, null, null)).isTrue();
        assertThat(device.covers(OTHER_DEVICE, null, null)).isFalse();
    }

    @Test
    void aDeviceTypeCoversDevicesOfThatTypeOnly() {
        RuleScope type = new RuleScope(null, "THERMOMETER", null);

        assertThat(type.covers(DEVICE, "THERMOMETER", null)).isTrue();
        assertThat(type.covers(DEVICE, "METER", null)).isFalse();
        assertThat(type.covers(DEVICE, null, null)).isFalse();
    }

    @Test
    void anAssetCoversItsDevicesOnly() {
        RuleScope asset = new RuleScope(null, null, ASSET);

        assertThat(asset.covers(DEVICE, null, ASSET)).isTrue();
        assertThat(asset.covers(DEVICE, null, OTHER_ASSET)).isFalse();
        assertThat(asset.covers(DEVICE, null, null)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("moreThanOneLimit")
    void moreThanOneLimitIsRefused(
            @Nullable DeviceId deviceId, @Nullable String deviceType, @Nullable AssetId assetId) {
        Rejection rejection = catchThrowableOfType(Rejection.class, () -> new RuleScope(deviceId, deviceType, assetId));

        assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID_REQUEST);
        assertThat(rejection.field()).isEqualTo("deviceId");
    }

    static Stream<Arguments> moreThanOneLimit() {
        return Stream.of(
                Arguments.of(DEVICE, "THERMOMETER", null),
                Arguments.of(DEVICE, null, ASSET),
                Arguments.of(null, "THERMOMETER", ASSET),
                Arguments.of(DEVICE, "THERMOMETER", ASSET));
    }
}
