package io.atalaya.command.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atalaya.app.support.TestPostgres;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.contract.rule.event.RuleRemoved;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many rules fit into a tenant, on a real table. */
class RuleRoomTest {
    private static final TenantId TENANT = TenantId.next();
    private static final RuleDefinition DEFINITION = new RuleDefinition(
            "Too warm",
            "HIGH_TEMP",
            List.of(new RuleCondition("temperature", Comparison.GT, 8, 0)),
            Join.ALL,
            Duration.ZERO,
            Duration.ZERO,
            Severity.CRITICAL,
            new RuleScope(null, null, null),
            true);

    private final RuleRoom room = new RuleRoom(JdbcClient.create(TestPostgres.migratedDatabase()), new RuleSettings(2));

    @Test
    void aTenantThatIsFullHasRoomAgainWhenARuleIsRemoved() {
        RuleId first = create();
        room.require(TENANT);
        create();

        Rejection refused = catchThrowableOfType(Rejection.class, () -> room.require(TENANT));
        assertThat(refused.code()).isEqualTo(Rejection.Code.TOO_MANY_RULES);
        assertThatCode(() -> room.require(TenantId.next())).doesNotThrowAnyException();

        room.on(new RuleRemoved(first, TENANT));
        assertThatCode(() -> room.require(TENANT)).doesNotThrowAnyException();
    }

    private RuleId create() {
        RuleId rule = RuleId.next();
        room.on(new RuleCreated(rule, TENANT, DEFINITION));
        return rule;
    }
}
