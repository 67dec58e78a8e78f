package io.atalaya.alerting.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NotificationSettingsTest {
    @Test
    void withoutAnyOnlyThePublicInternetIsReachedAndThatByHttps() {
        NotificationSettings settings = bound(Map.of());
        assertThat(settings.webhook().plainHttp()).isFalse();
        assertThat(settings.webhook().allowedNetworks()).isEmpty();
        assertThat(settings.encryptionKey()).isNull();
        assertThat(settings.tries()).isEqualTo(5);
    }

    @Test
    void networksAreNamedWithCommasBetween() {
        assertThat(bound(Map.of("atalaya.notifications.webhook.allowed-networks", "10.1.0.0/16, fd00:1::/32"))
                        .webhook()
                        .allowedNetworks())
                .containsExactly("10.1.0.0/16", "fd00:1::/32");
    }

    @Test
    void theKeyDoesNotShowUpInALog() {
        assertThat(bound(Map.of("atalaya.notifications.encryption-key", "c2VjcmV0"))
                        .toString())
                .doesNotContain("c2VjcmV0");
    }

    @ParameterizedTest
    @CsvSource({"tries, 0", "workers, 0", "per-channel, 0", "pause-after, 0", "poll-every, PT0S", "lease, PT10S"})
    void whatCannotWorkIsRefused(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of("atalaya.notifications." + name, value)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    private static NotificationSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("atalaya.notifications", NotificationSettings.class);
    }
}
