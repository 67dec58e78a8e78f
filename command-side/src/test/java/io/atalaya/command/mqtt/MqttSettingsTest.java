package io.atalaya.command.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MqttSettingsTest {
    private static final UUID TENANT = new UUID(1, 2);

    @Test
    void withAnExternalBrokerNothingListensHere() {
        assertThat(settings(external(null, 5, null)).listens()).isTrue();
        assertThat(settings(external("", 5, null)).listens()).isTrue();
        assertThat(settings(external("mqtt://broker.example", 5, null)).listens())
                .isFalse();
    }

    @Test
    void messagesWithoutRoomForAKeyNeedATenantThatTheBrokerVouchesFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> external("mqtt://broker.example", 3, null))
                .withMessageContaining("trusted-tenant");
        assertThat(external("mqtt://broker.example", 3, TENANT).trustedTenant()).isEqualTo(TENANT);
    }

    @Test
    void anUrlThatIsNoBrokersIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> external("http://broker.example", 5, null));
        assertThatIllegalArgumentException().isThrownBy(() -> external("broker.example:1883", 5, null));
    }

    @Test
    void thePasswordIsNotShown() {
        MqttSettings.External external =
                new MqttSettings.External(URI.create("mqtt://broker.example"), 5, "user", "secret", null, 256, null);

        assertThat(external.toString()).doesNotContain("secret");
    }

    private static MqttSettings settings(MqttSettings.External external) {
        return new MqttSettings(true, 1883, null, null, 100, 64, 65_536, external);
    }

    private static MqttSettings.External external(@Nullable String url, int version, @Nullable UUID trusted) {
        return new MqttSettings.External(url == null ? null : URI.create(url), version, null, null, null, 256, trusted);
    }
}
