package io.atalaya.alerting.suppression;

import io.atalaya.alerting.SystemCommandsOn;
import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.contract.maintenance.command.FireMaintenanceTimer;
import io.atalaya.contract.maintenance.event.MaintenanceCancelled;
import io.atalaya.contract.maintenance.event.MaintenanceEnded;
import io.atalaya.contract.maintenance.event.MaintenanceEvent;
import io.atalaya.contract.maintenance.event.MaintenancePlanned;
import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaintenanceTimersTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final MaintenanceId ID = MaintenanceId.of("00000000-0000-0000-0000-0000000000f0");
    private static final MaintenanceScope SCOPE = new MaintenanceScope(null, null, null);
    private static final Instant PLANNED_AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SagaTestFixture<MaintenanceTimers> fixture = new SagaTestFixture<>(MaintenanceTimers.class);

    @BeforeEach
    void provideResources() {
        fixture.registerResource(SystemCommandsOn.bus(fixture.getCommandBus()));
    }

    @Test
    void itsBeginningAndItsEndComeAtTheirMoments() throws Exception {
        fixture.givenCurrentTime(PLANNED_AT)
                .andThenAPublished(planned())
                .andThenAPublished(set("BEGIN", 1, HOUR))
                .andThenTimeElapses(HOUR)
                .andThenAPublished(new TimerFired(TENANT, TimerSubject.MAINTENANCE, ID.value(), "BEGIN", 1))
                .andThenAPublished(set("END", 2, HOUR.multipliedBy(2)))
                .whenTimeElapses(HOUR)
                .expectDispatchedCommands(new FireMaintenanceTimer(ID, TENANT, "END", 2));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void whenItIsOverNothingComesAnyMore(MaintenanceEvent ending) throws Exception {
        fixture.givenCurrentTime(PLANNED_AT)
                .andThenAPublished(planned())
                .andThenAPublished(set("BEGIN", 1, HOUR))
                .whenPublishingA(ending)
                .expectNoScheduledDeadlines()
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    static Stream<MaintenanceEvent> endings() {
        return Stream.of(new MaintenanceEnded(ID, TENANT), new MaintenanceCancelled(ID, TENANT));
    }

    private static MaintenancePlanned planned() {
        return new MaintenancePlanned(
                ID, TENANT, SCOPE, PLANNED_AT.plus(HOUR), PLANNED_AT.plus(HOUR.multipliedBy(2)), "New compressor");
    }

    private static TimerSet set(String timer, int generation, Duration after) {
        return new TimerSet(TENANT, TimerSubject.MAINTENANCE, ID.value(), timer, generation, PLANNED_AT.plus(after));
    }
}
