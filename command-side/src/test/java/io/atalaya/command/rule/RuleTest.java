package io.atalaya.command.rule;

import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.atalaya.command.RejectedWith;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.command.ChangeRule;
import io.atalaya.contract.rule.command.CreateRule;
import io.atalaya.contract.rule.command.RemoveRule;
import io.atalaya.contract.rule.event.RuleChanged;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.contract.rule.event.RuleRemoved;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuleTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    private static final RuleId RULE = RuleId.of("00000000-0000-0000-0000-0000000000b1");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final AssetId ASSET = AssetId.of("00000000-0000-0000-0000-0000000000c1");
    private static final RuleDefinition FOR_DEVICE = definition(new RuleScope(DEVICE, null, null));
    private static final RuleDefinition FOR_ASSET = definition(new RuleScope(null, null, ASSET));
    private static final RuleDefinition FOR_TENANT = definition(new RuleScope(null, null, null));
    private static final RuleDefinition WARMER = definition(new RuleScope(null, null, null), 12);

    private final AggregateTestFixture<Rule> fixture = new AggregateTestFixture<>(Rule.class);
    private final Directory directory = mock();
    private final RuleRoom room = mock();

    @BeforeEach
    void provideResources() {
        fixture.registerInjectableResource(directory).registerInjectableResource(room);
    }

    @Test
    void aRuleIsCreatedForADeviceOfItsTenant() {
        fixture.givenNoPriorActivity().when(create(TENANT, FOR_DEVICE)).expectEvents(created(FOR_DEVICE));

        verify(directory).requireDevice(TENANT, DEVICE, "deviceId");
    }

    @Test
    void aRuleIsCreatedForAnAssetOfItsTenant() {
        fixture.givenNoPriorActivity().when(create(TENANT, FOR_ASSET)).expectEvents(created(FOR_ASSET));

        verify(directory).requireAsset(TENANT, ASSET);
    }

    @Test
    void aRuleIsCreatedForTheWholeTenant() {
        fixture.givenNoPriorActivity().when(create(TENANT, FOR_TENANT)).expectEvents(created(FOR_TENANT));
    }

    @Test
    void aRuleForAnUnknownDeviceIsRefused() {
        doThrow(Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, "deviceId", "unknown"))
                .when(directory)
                .requireDevice(TENANT, DEVICE, "deviceId");

        fixture.givenNoPriorActivity()
                .when(create(TENANT, FOR_DEVICE))
                .expectException(RejectedWith.codeAndField(Rejection.Code.REFERENCE_NOT_FOUND, "deviceId"))
                .expectNoEvents();
    }

    @Test
    void aRuleForAnUnknownAssetIsRefused() {
        doThrow(Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, "assetId", "unknown"))
                .when(directory)
                .requireAsset(TENANT, ASSET);

        fixture.givenNoPriorActivity()
                .when(create(TENANT, FOR_ASSET))
                .expectException(RejectedWith.codeAndField(Rejection.Code.REFERENCE_NOT_FOUND, "assetId"))
                .expectNoEvents();
    }

    @Test
    void aTenantThatHasAllTheRulesItCanHaveGetsNoMore() {
        doThrow(Rejection.of(Rejection.Code.TOO_MANY_RULES, "full")).when(room).require(TENANT);

        fixture.givenNoPriorActivity()
                .when(create(TENANT, FOR_TENANT))
                .expectException(RejectedWith.code(Rejection.Code.TOO_MANY_RULES))
                .expectNoEvents();
        fixture.given(created(FOR_TENANT)).when(create(TENANT, FOR_TENANT)).expectSuccessfulHandlerExecution();
    }

    @Test
    void creatingItAgainChangesNothing() {
        fixture.given(created(FOR_DEVICE))
                .when(create(TENANT, FOR_TENANT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void toAnotherTenantItDoesNotExist() {
        fixture.given(created(FOR_DEVICE))
                .when(create(OTHER_TENANT, FOR_DEVICE))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    private static CreateRule create(TenantId tenant, RuleDefinition definition) {
        return new CreateRule(RULE, tenant, definition);
    }

    private static RuleCreated created(RuleDefinition definition) {
        return new RuleCreated(RULE, TENANT, definition);
    }

    private static RuleDefinition definition(RuleScope scope) {
        return definition(scope, 8);
    }

    private static RuleDefinition definition(RuleScope scope, double threshold) {
        return new RuleDefinition(
                "Cold cell too warm",
                "HIGH_TEMP",
                List.of(new RuleCondition("temperature", Comparison.GT, threshold, 0.5)),
                Join.ALL,
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                Severity.CRITICAL,
                scope,
                true);
    }

    @Test
    void aRuleIsChangedAndCountsItsRevisions() {
        fixture.given(created(FOR_TENANT), new RuleChanged(RULE, TENANT, WARMER, 2))
                .when(change(FOR_TENANT, 2))
                .expectEvents(new RuleChanged(RULE, TENANT, FOR_TENANT, 3));
    }

    @Test
    void aChangeThatKnowsNoRevisionReplacesAny() {
        fixture.given(created(FOR_TENANT), new RuleChanged(RULE, TENANT, WARMER, 2))
                .when(change(FOR_TENANT, null))
                .expectEvents(new RuleChanged(RULE, TENANT, FOR_TENANT, 3));
    }

    @Test
    void aChangeOfAnOutdatedRevisionIsRefused() {
        fixture.given(created(FOR_TENANT), new RuleChanged(RULE, TENANT, WARMER, 2))
                .when(change(FOR_TENANT, 1))
                .expectException(RejectedWith.codeAndField(Rejection.Code.RULE_REVISION_OUTDATED, "revision"))
                .expectNoEvents();
    }

    @Test
    void aChangeIntoTheSameChangesNothing() {
        fixture.given(created(FOR_TENANT), new RuleChanged(RULE, TENANT, WARMER, 2))
                .when(change(WARMER, 1))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aRuleBecomesOneForADeviceThatExists() {
        fixture.given(created(FOR_TENANT))
                .when(change(FOR_DEVICE, 1))
                .expectEvents(new RuleChanged(RULE, TENANT, FOR_DEVICE, 2));

        verify(directory).requireDevice(TENANT, DEVICE, "deviceId");
    }

    @Test
    void aRuleForWhatIsGoneCanStillBeChangedOtherwise() {
        doThrow(Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, "deviceId", "unknown"))
                .when(directory)
                .requireDevice(TENANT, DEVICE, "deviceId");
        RuleDefinition warmer = definition(new RuleScope(DEVICE, null, null), 12);

        fixture.given(created(FOR_DEVICE))
                .when(change(warmer, 1))
                .expectEvents(new RuleChanged(RULE, TENANT, warmer, 2));
    }

    @Test
    void aRuleForAnUnknownDeviceIsNotMadeByAChangeEither() {
        doThrow(Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, "deviceId", "unknown"))
                .when(directory)
                .requireDevice(TENANT, DEVICE, "deviceId");

        fixture.given(created(FOR_TENANT))
                .when(change(FOR_DEVICE, 1))
                .expectException(RejectedWith.codeAndField(Rejection.Code.REFERENCE_NOT_FOUND, "deviceId"))
                .expectNoEvents();
    }

    @Test
    void aRuleIsRemovedForGood() {
        fixture.given(created(FOR_TENANT))
                .when(new RemoveRule(RULE, TENANT))
                .expectEvents(new RuleRemoved(RULE, TENANT))
                .expectMarkedDeleted();
    }

    @Test
    void nobodyElseChangesOrRemovesIt() {
        fixture.given(created(FOR_TENANT))
                .when(new ChangeRule(RULE, OTHER_TENANT, WARMER, null))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
        fixture.given(created(FOR_TENANT))
                .when(new RemoveRule(RULE, OTHER_TENANT))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    private static ChangeRule change(RuleDefinition definition, @Nullable Integer revision) {
        return new ChangeRule(RULE, TENANT, definition, revision);
    }
}
