package io.atalaya.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final UserId USER = UserId.of("00000000-0000-0000-0000-000000000002");
    private static final Caller OPERATOR =
            new Caller(TENANT, new Actor(Actor.Type.USER, USER.toString()), Role.OPERATOR, null, "192.0.2.7");
    private static final Caller KEY = new Caller(TENANT, new Actor(Actor.Type.API_KEY, "k-1"), Role.DEVICE, null, null);

    @Test
    void whatTheRoleIncludesIsAllowed() {
        assertThatCode(() -> OPERATOR.require(Permission.HANDLE_ALERTS)).doesNotThrowAnyException();
    }

    @Test
    void whatTheRoleDoesNotIncludeIsForbidden() {
        assertForbidden(() -> OPERATOR.require(Permission.MANAGE_RULES));
    }

    @Test
    void aPersonHasAUserId() {
        assertThat(OPERATOR.userId()).isEqualTo(USER);
    }

    @Test
    void aKeyHasNone() {
        assertForbidden(KEY::userId);
    }

    @Test
    void messagesSayWhoCausedThemAndFromWhere() {
        assertThat(OPERATOR.metadata())
                .isEqualTo(Map.of(
                        "tenantId", TENANT.toString(),
                        "actorType", "USER",
                        "actorId", USER.toString(),
                        "role", "OPERATOR",
                        "sites", "",
                        "ip", "192.0.2.7"));
    }

    @Test
    void anUnknownAddressIsLeftOut() {
        assertThat(KEY.metadata()).doesNotContainKey("ip");
    }

    private static void assertForbidden(Runnable attempt) {
        Rejection rejection = catchThrowableOfType(Rejection.class, attempt::run);

        assertThat(rejection.code()).isEqualTo(Rejection.Code.FORBIDDEN);
    }
}
