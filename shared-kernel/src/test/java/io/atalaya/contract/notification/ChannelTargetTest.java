package io.atalaya.contract.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.secret.SecretBox;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "@example.com",
                "a@",
                "a b@example.com",
                "a@example.com\r\nBcc: b@example.com",
                "a@example.com,b@example.com",
                "Ada <ada@example.com>",
                "a@b@example.com",
                "a@-example.com"
            })
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> new EmailTarget(List.of(address), Set.of(), false))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.field()).isEqualTo("addresses"));
    }

    @Test
    void addressesAreComparedWithoutCase() {
        assertThat(new EmailTarget(List.of("Ada@Example.com ", "ada@example.com"), Set.of(), false).addresses())
                .containsExactly("ada@example.com");
    }

    @Test
    void mailIsForSomebodyAndNotForEverybody() {
        assertThatThrownBy(() -> new EmailTarget(List.of(), Set.of(), false)).isInstanceOf(Rejection.class);
        List<String> many = IntStream.rangeClosed(0, EmailTarget.MAX_ADDRESSES)
                .mapToObj(number -> "a" + number + "@example.com")
                .toList();
        assertThatThrownBy(() -> new EmailTarget(many, Set.of(), false)).isInstanceOf(Rejection.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/relative",
                "https:///path",
                "mailto:a@example.com",
                "https://user:pass@example.com/",
                "https://example.com/#part",
                "https://example.com:0/",
                "https://example.com:70000/"
            })
    void aUrlThatIsNotOfAnEndpointIsRefused(String url) {
        assertThatThrownBy(() -> new WebhookTarget(URI.create(url)))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.field()).isEqualTo("url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a//b", "a/+", "#", "a/b/c/d/e", "a b", "$SYS"})
    void aTopicThatIsNotOneOfTheTenantsOwnIsRefused(String topic) {
        assertThatThrownBy(() -> new MqttTarget(topic))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.field()).isEqualTo("topic"));
    }

    @Test
    void aTopicBelongsToTheTenant() {
        TenantId tenant = TenantId.of("0a7e1a1a-0000-4000-8000-000000000001");
        assertThat(new MqttTarget("kitchen/alerts").fullTopic(tenant))
                .isEqualTo("atalaya/tenants/0a7e1a1a-0000-4000-8000-000000000001/notifications/kitchen/alerts");
    }

    @Test
    void whatIsShownHoldsNothingPersonalOrSecret() {
        assertThat(new EmailTarget(List.of("a@example.com", "b@example.com"), Set.of(Role.OWNER), true))
                .hasToString("EmailTarget[2 addresses; members: OWNER; those concerned]");
        assertThat(new WebhookTarget(URI.create("https://hooks.example.com:8443/services/T0/secret?key=k")))
                .hasToString("WebhookTarget[https://hooks.example.com:8443/…]");
        assertThat(SigningSecret.random(new SecureRandom())).hasToString("SigningSecret[]");
    }

    @Test
    void whatIsKeptIsReadAgainAsTheTargetOfThatChannelOnly() {
        SecretBox box = new SecretBox(List.of(new byte[SecretBox.KEY_BYTES]));
        ChannelId channel = ChannelId.next();
        KeptTarget kept = new KeptTarget(
                new WebhookTarget(URI.create("https://example.com/hook")), SigningSecret.random(new SecureRandom()));
        byte[] sealed = kept.sealed(channel, box);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("whsec_", "example.com");
        assertThat(KeptTarget.opened(sealed, channel, box)).isEqualTo(kept);
        assertThatThrownBy(() -> KeptTarget.opened(sealed, ChannelId.next(), box))
                .isInstanceOf(IllegalStateException.class);
    }
}
