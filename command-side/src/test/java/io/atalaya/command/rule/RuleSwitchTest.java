package io.atalaya.command.rule;

import io.atalaya.command.RejectedWith;
import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.command.SwitchBuiltInRule;
import io.atalaya.contract.rule.event.BuiltInRuleSwitched;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class RuleSwitchTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    private static final RuleId RULE = BuiltInRule.DOOR_OPEN.id(TENANT);

    private final AggregateTestFixture<RuleSwitch> fixture = new AggregateTestFixture<>(RuleSwitch.class);

    @Test
    void aBuiltInRuleIsSwitchedOff() {
        fixture.givenNoPriorActivity().when(to(false)).expectEvents(switched(false));
    }

    @Test
    void itIsOnFromTheStart() {
        fixture.givenNoPriorActivity().when(to(true)).expectNoEvents();
    }

    @Test
    void itIsSwitchedOnAgain() {
        fixture.given(switched(false)).when(to(true)).expectEvents(switched(true));
    }

    @Test
    void switchingItTwiceChangesNothing() {
        fixture.given(switched(false)).when(to(false)).expectNoEvents();
    }

    @Test
    void nobodyElseSwitchesIt() {
        fixture.given(switched(false))
                .when(new SwitchBuiltInRule(RULE, OTHER_TENANT, BuiltInRule.DOOR_OPEN, true))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    private static SwitchBuiltInRule to(boolean enabled) {
        return new SwitchBuiltInRule(RULE, TENANT, BuiltInRule.DOOR_OPEN, enabled);
    }

    private static BuiltInRuleSwitched switched(boolean enabled) {
        return new BuiltInRuleSwitched(RULE, TENANT, BuiltInRule.DOOR_OPEN, enabled);
    }
}
