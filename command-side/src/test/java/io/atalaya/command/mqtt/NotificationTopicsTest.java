package io.atalaya.command.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.KeyAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTopicsTest {
    private static final String ID = "00000000-0000-0000-0000-000000000001";
    private static final TenantId TENANT = TenantId.of(ID);
    private static final String OWN = "atalaya/tenants/" + ID + "/notifications/";
    private static final String THEIRS = "atalaya/tenants/00000000-0000-0000-0000-000000000002/notifications/";
    private static final Set<KeyAccess> BOTH = Set.of(KeyAccess.READ, KeyAccess.WRITE);

    @ParameterizedTest
    @ValueSource(strings = {"#", "kitchen", "kitchen/#", "+/alerts", "kitchen/+"})
    void aKeyOfTheTenantReadsItsNotifications(String levels) {
        assertThatCode(() -> NotificationTopics.requireReadable(OWN + levels, caller(BOTH, null)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                THEIRS + "#",
                "atalaya/tenants/#",
                "atalaya/tenants/+/notifications/kitchen",
                "atalaya/tenants/00000000-0000-0000-0000-000000000001/+/kitchen",
                OWN,
                OWN + "#/kitchen",
                OWN + "kitchen#",
                OWN + "kit+chen"
            })
    void anythingElseItDoesNot(String filter) {
        assertThat(NotificationTopics.isOne(filter)).isTrue();
        assertThatThrownBy(() -> NotificationTopics.requireReadable(filter, caller(BOTH, null)))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void neitherADevicesKeyNorOneThatMayNotRead() {
        assertThatThrownBy(() -> NotificationTopics.requireReadable(OWN + "#", caller(BOTH, DeviceId.next())))
                .isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> NotificationTopics.requireReadable(OWN + "#", caller(Set.of(KeyAccess.WRITE), null)))
                .isInstanceOf(Rejection.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a/b, true",
        "a/b, a/b/c, false",
        "a/b/c, a/b, false",
        "a/+, a/b, true",
        "a/+, a, false",
        "+/b, a/b, true",
        "a/#, a/b/c, true",
        "a/#, a, true",
        "#, a/b/c, true",
        "a/+/c, a/b/d, false"
    })
    void aFilterMatchesAsMqttSays(String filter, String topic, boolean expected) {
        assertThat(NotificationTopics.matches(filter, topic)).isEqualTo(expected);
    }

    private static Caller caller(Set<KeyAccess> access, @Nullable DeviceId device) {
        return Caller.ofKey(TENANT, new Actor(Actor.Type.API_KEY, "key"), access, device, null);
    }
}
