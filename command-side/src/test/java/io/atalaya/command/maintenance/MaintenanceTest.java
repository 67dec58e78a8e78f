package io.atalaya.command.maintenance;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.atalaya.command.RejectedWith;
import io.atalaya.command.SetClock;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.contract.maintenance.command.CancelMaintenance;
import io.atalaya.contract.maintenance.command.FireMaintenanceTimer;
import io.atalaya.contract.maintenance.command.PlanMaintenance;
import io.atalaya.contract.maintenance.event.MaintenanceBegan;
import io.atalaya.contract.maintenance.event.MaintenanceCancelled;
import io.atalaya.contract.maintenance.event.MaintenanceEnded;
import io.atalaya.contract.maintenance.event.MaintenancePlanned;
import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.contract.timer.event.TimerCancelled;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    private static final MaintenanceId ID = MaintenanceId.of("00000000-0000-0000-0000-0000000000f0");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final MaintenanceScope SCOPE = new MaintenanceScope(DEVICE, null, null);
    private static final Instant NOW = SetClock.BEGIN;
    private static final Instant FROM = NOW.plus(Duration.ofHours(1));
    private static final Instant TO = NOW.plus(Duration.ofHours(2));

    private final Directory directory = mock();
    private final AggregateTestFixture<Maintenance> fixture = fixture();

    private AggregateTestFixture<Maintenance> fixture() {
        AggregateTestFixture<Maintenance> made = new AggregateTestFixture<>(Maintenance.class);
        made.registerInjectableResource(directory).registerInjectableResource(new SetClock());
        return made;
    }

    @Test
    void whatIsPlannedBeginsByItself() {
        fixture.givenNoPriorActivity().when(plan(FROM, TO)).expectEvents(planned(FROM, TO), set("BEGIN", 1, FROM));
        fixture.given(planned(FROM, TO), set("BEGIN", 1, FROM))
                .when(fire("BEGIN", 1))
                .expectEvents(fired("BEGIN", 1), began(), set("END", 2, TO));
    }

    @Test
    void whatShouldHaveBegunBeginsAtOnce() {
        fixture.givenNoPriorActivity().when(plan(NOW, TO)).expectEvents(planned(NOW, TO), began(), set("END", 1, TO));
    }

    @Test
    void whatIsUnderWayEndsByItself() {
        fixture.given(planned(NOW, TO), began(), set("END", 1, TO))
                .when(fire("END", 1))
                .expectEvents(fired("END", 1), ended());
    }

    @Test
    void planningItAgainChangesNothing() {
        fixture.given(planned(FROM, TO))
                .when(plan(FROM, TO))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void whatHasNotBegunIsCancelledAndWhatIsUnderWayEndsNow() {
        fixture.given(planned(FROM, TO), set("BEGIN", 1, FROM))
                .when(cancel(TENANT))
                .expectEvents(new MaintenanceCancelled(ID, TENANT), cancelled("BEGIN", 1));
        fixture.given(planned(NOW, TO), began(), set("END", 1, TO))
                .when(cancel(TENANT))
                .expectEvents(ended(), cancelled("END", 1));
    }

    @Test
    void nothingHappensToWhatIsOver() {
        fixture.given(planned(NOW, TO), began(), ended())
                .when(cancel(TENANT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture.given(
                        planned(FROM, TO),
                        set("BEGIN", 1, FROM),
                        new MaintenanceCancelled(ID, TENANT),
                        cancelled("BEGIN", 1))
                .when(fire("BEGIN", 1))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT0S", "PT2H, PT1H", "-PT2H, -PT1H", "PT0S, P367D", "-P366D, P1D"})
    void itEndsAfterItsBeginningInTheFutureAndWithinAYear(Duration from, Duration to) {
        fixture.givenNoPriorActivity()
                .when(plan(NOW.plus(from), NOW.plus(to)))
                .expectException(RejectedWith.codeAndField(Rejection.Code.INVALID_REQUEST, "to"))
                .expectNoEvents();
    }

    @Test
    void itIsOfSomethingThatExists() {
        doThrow(Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, "deviceId", "names nothing that exists"))
                .when(directory)
                .requireDevice(any(), any(), any());
        fixture.givenNoPriorActivity()
                .when(plan(FROM, TO))
                .expectException(RejectedWith.codeAndField(Rejection.Code.REFERENCE_NOT_FOUND, "deviceId"))
                .expectNoEvents();
    }

    @Test
    void toAnotherTenantItDoesNotExist() {
        fixture.given(planned(FROM, TO))
                .when(cancel(OTHER_TENANT))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    private static PlanMaintenance plan(Instant from, Instant to) {
        return new PlanMaintenance(ID, TENANT, SCOPE, from, to, "New compressor");
    }

    private static CancelMaintenance cancel(TenantId tenant) {
        return new CancelMaintenance(ID, tenant);
    }

    private static FireMaintenanceTimer fire(String timer, int generation) {
        return new FireMaintenanceTimer(ID, TENANT, timer, generation);
    }

    private static MaintenancePlanned planned(Instant from, Instant to) {
        return new MaintenancePlanned(ID, TENANT, SCOPE, from, to, "New compressor");
    }

    private static MaintenanceBegan began() {
        return new MaintenanceBegan(ID, TENANT, SCOPE);
    }

    private static MaintenanceEnded ended() {
        return new MaintenanceEnded(ID, TENANT);
    }

    private static TimerSet set(String timer, int generation, Instant dueAt) {
        return new TimerSet(TENANT, TimerSubject.MAINTENANCE, ID.value(), timer, generation, dueAt);
    }

    private static TimerFired fired(String timer, int generation) {
        return new TimerFired(TENANT, TimerSubject.MAINTENANCE, ID.value(), timer, generation);
    }

    private static TimerCancelled cancelled(String timer, int generation) {
        return new TimerCancelled(TENANT, TimerSubject.MAINTENANCE, ID.value(), timer, generation, "it was cancelled");
    }
}
