package io.atalaya.command.tenant;

import static io.atalaya.command.tenant.ATenant.EVERYWHERE;
import static io.atalaya.command.tenant.ATenant.OTHER_USER;
import static io.atalaya.command.tenant.ATenant.SITE;
import static io.atalaya.command.tenant.ATenant.TENANT;
import static io.atalaya.command.tenant.ATenant.USER;
import static io.atalaya.command.tenant.ATenant.add;
import static io.atalaya.command.tenant.ATenant.added;
import static io.atalaya.command.tenant.ATenant.createTenant;
import static io.atalaya.command.tenant.ATenant.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.atalaya.command.RejectedWith;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.tenant.command.AddMember;
import io.atalaya.contract.tenant.command.AddSiteMember;
import io.atalaya.contract.tenant.command.ChangeMember;
import io.atalaya.contract.tenant.command.ChangeTenant;
import io.atalaya.contract.tenant.command.RemoveMember;
import io.atalaya.contract.tenant.command.RemoveSiteMember;
import io.atalaya.contract.tenant.event.MemberAdded;
import io.atalaya.contract.tenant.event.MemberRemoved;
import io.atalaya.contract.tenant.event.TenantRenamed;
import io.atalaya.contract.tenant.event.TenantRetentionChanged;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Role;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant's id is the target itself, so another tenant's command never reaches it but asks for one of its own. */
class TenantTest {
    private static final SiteId OTHER_SITE = SiteId.of("00000000-0000-0000-0000-0000000000f2");

    private final Directory directory = mock();
    private final FixtureConfiguration<Tenant> fixture =
            new AggregateTestFixture<>(Tenant.class).registerInjectableResource(directory);

    @Test
    void whoAMemberIsIsOnTheRecordButDecidesNothing() {
        AddMember named = new AddMember(TENANT, USER, Role.OWNER, EVERYWHERE, "ada@example.com", "Ada");
        MemberAdded recorded = new MemberAdded(TENANT, USER, Role.OWNER, EVERYWHERE, "ada@example.com", "Ada");
        fixture.given(created(TENANT)).when(named).expectEvents(recorded);
        fixture.given(created(TENANT), recorded).when(named).expectNoEvents();
        fixture.given(created(TENANT), recorded)
                .when(new AddMember(TENANT, USER, Role.OWNER, EVERYWHERE, "ada@example.org", "Ada A."))
                .expectNoEvents();
        assertThat(named.toString()).doesNotContain("Ada", "ada");
    }

    @Test
    void aMembershipIsLimitedToSitesOfTheTenantOnly() {
        doAnswer(call -> {
                    throw Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, "siteId", "names nothing that exists");
                })
                .when(directory)
                .requireSite(TENANT, SITE);
        fixture.given(created(TENANT))
                .when(add(TENANT, USER, Role.OPERATOR, Set.of(SITE)))
                .expectException(RejectedWith.codeAndField(Rejection.Code.REFERENCE_NOT_FOUND, "siteId"))
                .expectNoEvents();
    }

    @Test
    void aTenantIsCreated() {
        fixture.givenNoPriorActivity().when(createTenant(TENANT)).expectEvents(created(TENANT));
    }

    @Test
    void creatingItAgainChangesNothing() {
        fixture.given(created(TENANT))
                .when(createTenant(TENANT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ADMIN", "AUDITOR", "DEVICE", "OWNER"})
    void aMemberIsAddedInAnyOfTheTenantsRoles(Role role) {
        fixture.given(created(TENANT))
                .when(add(TENANT, USER, role, Set.of(SITE)))
                .expectEvents(added(TENANT, USER, role, Set.of(SITE)));
    }

    @ParameterizedTest
    @EnumSource(names = {"OWNER", "AUDITOR"})
    void anOwnerAndAnAuditorHaveAllSites(Role role) {
        fixture.given(created(TENANT))
                .when(add(TENANT, USER, role, EVERYWHERE))
                .expectEvents(added(TENANT, USER, role, EVERYWHERE));
        fixture.given(created(TENANT))
                .when(add(TENANT, USER, role, Set.of(SITE)))
                .expectException(RejectedWith.codeAndField(Rejection.Code.INVALID_REQUEST, "siteIds"))
                .expectNoEvents();
    }

    @Test
    void addingTheSameMemberAgainChangesNothing() {
        fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, Set.of(SITE)))
                .when(add(TENANT, USER, Role.OPERATOR, Set.of(SITE)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aMembersRoleChanges() {
        fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, EVERYWHERE))
                .when(add(TENANT, USER, Role.TECHNICIAN, EVERYWHERE))
                .expectEvents(added(TENANT, USER, Role.TECHNICIAN, EVERYWHERE));
    }

    @Test
    void aMembersSitesChange() {
        fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, EVERYWHERE))
                .when(add(TENANT, USER, Role.OPERATOR, Set.of(SITE)))
                .expectEvents(added(TENANT, USER, Role.OPERATOR, Set.of(SITE)));
    }

    @Test
    void aRoleThatAMemberHadBeforeCanBeGivenBack() {
        fixture.given(
                        created(TENANT),
                        added(TENANT, USER, Role.OPERATOR, EVERYWHERE),
                        added(TENANT, USER, Role.VIEWER, EVERYWHERE))
                .when(add(TENANT, USER, Role.OPERATOR, EVERYWHERE))
                .expectEvents(added(TENANT, USER, Role.OPERATOR, EVERYWHERE));
    }

    @Test
    void membersAreIndependentOfEachOther() {
        fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, EVERYWHERE))
                .when(add(TENANT, OTHER_USER, Role.OPERATOR, EVERYWHERE))
                .expectEvents(added(TENANT, OTHER_USER, Role.OPERATOR, EVERYWHERE));
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "DEVICE"})
    void platformStaffAndDevicesAreNoMembersOfATenant(Role role) {
        fixture.given(created(TENANT))
                .when(add(TENANT, USER, role, EVERYWHERE))
                .expectException(RejectedWith.codeAndField(Rejection.Code.INVALID_REQUEST, "role"))
                .expectNoEvents();
    }

    @Test
    void platformStaffBelongToThePlatform() {
        fixture.given(created(Platform.TENANT))
                .when(add(Platform.TENANT, USER, Role.ADMIN, EVERYWHERE))
                .expectEvents(added(Platform.TENANT, USER, Role.ADMIN, EVERYWHERE));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
    void nobodyElseBelongsToThePlatform(Role role) {
        fixture.given(created(Platform.TENANT))
                .when(add(Platform.TENANT, USER, role, EVERYWHERE))
                .expectException(RejectedWith.codeAndField(Rejection.Code.INVALID_REQUEST, "role"))
                .expectNoEvents();
    }

    @Test
    void aTenantThatWasNeverCreatedIsNotFound() {
        fixture.givenNoPriorActivity()
                .when(add(TENANT, USER, Role.OWNER, EVERYWHERE))
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void aTenantIsRenamed() {
        fixture.given(created(TENANT))
                .when(new ChangeTenant(TENANT, "Frío del Norte", null))
                .expectEvents(new TenantRenamed(TENANT, "Frío del Norte"));
    }

    @Test
    void theNameThatItHasChangesNothing() {
        fixture.given(created(TENANT), new TenantRenamed(TENANT, "Frío del Norte"))
                .when(new ChangeTenant(TENANT, "Frío del Norte", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void howLongItsReadingsAreKeptIsSaidTogetherWithItsName() {
        fixture.given(created(TENANT))
                .when(new ChangeTenant(TENANT, "Frío del Norte", 30))
                .expectEvents(new TenantRenamed(TENANT, "Frío del Norte"), new TenantRetentionChanged(TENANT, 30));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(ints = 30)
    void theRetentionThatItHasOrNoneChangesNothing(@Nullable Integer days) {
        fixture.given(created(TENANT), new TenantRetentionChanged(TENANT, 30))
                .when(new ChangeTenant(TENANT, "Frío del Sur", days))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3651})
    void readingsAreKeptForADayAtLeastAndTenYearsAtMost(int days) {
        assertThatThrownBy(() -> new ChangeTenant(TENANT, "Frío del Sur", days))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.field()).isEqualTo("retentionDays"));
    }

    @Test
    void aMemberIsChanged() {
        fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, EVERYWHERE))
                .when(change(USER, Role.TECHNICIAN))
                .expectEvents(added(TENANT, USER, Role.TECHNICIAN, EVERYWHERE));
    }

    @Test
    void whoIsNoMemberCannotBeChanged() {
        fixture.given(created(TENANT), added(TENANT, OTHER_USER, Role.OPERATOR, EVERYWHERE))
                .when(change(USER, Role.TECHNICIAN))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    @Test
    void aMemberIsRemoved() {
        fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, EVERYWHERE))
                .when(new RemoveMember(TENANT, USER))
                .expectEvents(new MemberRemoved(TENANT, USER));
    }

    @Test
    void whoWasRemovedIsNoMemberAnyMore() {
        fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, EVERYWHERE), new MemberRemoved(TENANT, USER))
                .when(new RemoveMember(TENANT, USER))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    @Test
    void whoWasRemovedCanBeAddedAgain() {
        fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, EVERYWHERE), new MemberRemoved(TENANT, USER))
                .when(add(TENANT, USER, Role.OPERATOR, EVERYWHERE))
                .expectEvents(added(TENANT, USER, Role.OPERATOR, EVERYWHERE));
    }

    @Test
    void theLastOwnerIsNotRemoved() {
        fixture.given(
                        created(TENANT),
                        added(TENANT, USER, Role.OWNER, EVERYWHERE),
                        added(TENANT, OTHER_USER, Role.ENGINEER, EVERYWHERE))
                .when(new RemoveMember(TENANT, USER))
                .expectException(RejectedWith.code(Rejection.Code.LAST_OWNER))
                .expectNoEvents();
    }

    @Test
    void theLastOwnerGetsNoOtherRole() {
        fixture.given(created(TENANT), added(TENANT, USER, Role.OWNER, EVERYWHERE))
                .when(change(USER, Role.ENGINEER))
                .expectException(RejectedWith.code(Rejection.Code.LAST_OWNER))
                .expectNoEvents();
        fixture.given(created(TENANT), added(TENANT, USER, Role.OWNER, EVERYWHERE))
                .when(add(TENANT, USER, Role.ENGINEER, EVERYWHERE))
                .expectException(RejectedWith.code(Rejection.Code.LAST_OWNER))
                .expectNoEvents();
    }

    @Test
    void anOwnerMayGoIfThereIsAnother() {
        fixture.given(
                        created(TENANT),
                        added(TENANT, USER, Role.OWNER, EVERYWHERE),
                        added(TENANT, OTHER_USER, Role.OWNER, EVERYWHERE))
                .when(new RemoveMember(TENANT, USER))
                .expectEvents(new MemberRemoved(TENANT, USER));
    }

    @Test
    void thePlatformKeepsAnAdministrator() {
        fixture.given(created(Platform.TENANT), added(Platform.TENANT, USER, Role.ADMIN, EVERYWHERE))
                .when(new RemoveMember(Platform.TENANT, USER))
                .expectException(RejectedWith.code(Rejection.Code.LAST_OWNER))
                .expectNoEvents();
    }

    @Test
    void aMemberIsGivenAnotherSite() {
        fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, Set.of(SITE)))
                .when(new AddSiteMember(TENANT, USER, OTHER_SITE))
                .expectEvents(added(TENANT, USER, Role.OPERATOR, Set.of(SITE, OTHER_SITE)));
    }

    @Test
    void whoHasTheSiteAlreadyIsGivenNothing() {
        for (Set<SiteId> sites : List.of(EVERYWHERE, Set.of(SITE))) {
            fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, sites))
                    .when(new AddSiteMember(TENANT, USER, SITE))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
    }

    @Test
    void onlyAMemberIsGivenASite() {
        fixture.given(created(TENANT))
                .when(new AddSiteMember(TENANT, USER, SITE))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    @Test
    void aSiteIsTakenFromAMember() {
        fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, Set.of(SITE, OTHER_SITE)))
                .when(new RemoveSiteMember(TENANT, USER, SITE))
                .expectEvents(added(TENANT, USER, Role.OPERATOR, Set.of(OTHER_SITE)));
    }

    @Test
    void takingTheLastSiteWouldGiveAllAndIsRefused() {
        fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, Set.of(SITE)))
                .when(new RemoveSiteMember(TENANT, USER, SITE))
                .expectException(RejectedWith.code(Rejection.Code.LAST_SITE))
                .expectNoEvents();
        fixture.given(created(TENANT), added(TENANT, USER, Role.OPERATOR, EVERYWHERE))
                .when(new RemoveSiteMember(TENANT, USER, SITE))
                .expectException(RejectedWith.code(Rejection.Code.MEMBER_HAS_ALL_SITES))
                .expectNoEvents();
    }

    private static ChangeMember change(UserId user, Role role) {
        return new ChangeMember(TENANT, user, role, EVERYWHERE);
    }
}
