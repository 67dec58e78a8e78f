package io.atalaya.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.TenantId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SiteLimitTest {
    private static final SiteId KITCHEN = SiteId.of("00000000-0000-0000-0000-00000000000a");
    private static final SiteId CELLAR = SiteId.of("00000000-0000-0000-0000-00000000000b");
    private static final SiteLimit KITCHEN_ONLY = new SiteLimit(Set.of(KITCHEN));
    private static final SiteLimit BOTH = new SiteLimit(Set.of(KITCHEN, CELLAR));

    @Test
    void withoutALimitEverythingIsAllowed() {
        assertThat(SiteLimit.NONE.allows(CELLAR)).isTrue();
        assertThat(SiteLimit.NONE.allows(null)).isTrue();
    }

    @Test
    void aLimitAllowsItsSitesOnlyAndNotWhatStandsNowhere() {
        assertThat(KITCHEN_ONLY.allows(KITCHEN)).isTrue();
        assertThat(KITCHEN_ONLY.allows(CELLAR)).isFalse();
        assertThat(KITCHEN_ONLY.allows(null)).isFalse();
    }

    @Test
    void aLimitCoversLessAndNeverMore() {
        assertThat(BOTH.covers(KITCHEN_ONLY)).isTrue();
        assertThat(KITCHEN_ONLY.covers(KITCHEN_ONLY)).isTrue();
        assertThat(KITCHEN_ONLY.covers(BOTH)).isFalse();
        assertThat(KITCHEN_ONLY.covers(SiteLimit.NONE)).isFalse();
        assertThat(SiteLimit.NONE.covers(KITCHEN_ONLY)).isTrue();
    }

    @Test
    void messagesCarryTheSendersLimit() {
        assertThat(SiteLimit.of(caller(Set.of(KITCHEN, CELLAR)).metadata())).isEqualTo(BOTH);
        assertThat(SiteLimit.of(caller(Set.of()).metadata())).isEqualTo(SiteLimit.NONE);
        assertThat(SiteLimit.of(Map.of())).isEqualTo(SiteLimit.NONE);
    }

    private static Caller caller(Set<SiteId> siteIds) {
        Actor actor = new Actor(Actor.Type.USER, "00000000-0000-0000-0000-000000000002");
        TenantId tenant = TenantId.of("00000000-0000-0000-0000-000000000001");
        return new Caller(tenant, actor, Role.OPERATOR, siteIds, null, null, null);
    }
}
