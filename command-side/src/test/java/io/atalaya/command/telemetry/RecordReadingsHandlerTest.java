package io.atalaya.command.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.atalaya.command.device.DeviceDirectory;
import io.atalaya.command.dispatch.SiteGuard;
import io.atalaya.command.retention.RetentionPeriods;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.command.RecordReadings;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class RecordReadingsHandlerTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(5);
    /** Of the tenant; the platform's is another. */
    private static final Duration MAX_AGE = Duration.ofDays(400);

    private static final Map<String, Object> ORIGIN = Map.of(MetadataKeys.ACTOR_ID, "key-1");

    private final SiteGuard siteGuard = mock();
    private final DeviceDirectory devices = mock();
    private final TelemetryWriter writer = mock();
    private final ReportNames names = mock();
    private final RetentionPeriods retention = mock();
    private final RecordReadingsHandler handler = new RecordReadingsHandler(
            siteGuard,
            devices,
            writer,
            names,
            retention,
            new IngestionSettings(10, 10, 10, FUTURE_TOLERANCE, Duration.ofDays(1)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void provideDevice() {
        when(retention.of(TENANT)).thenReturn(MAX_AGE);
        when(writer.submit(any())).thenReturn(stored(41));
    }

    @Test
    void aReportIsStoredWithTheServersTime() {
        assertThat(record(TENANT, "m-1", NOW, NOW.minusSeconds(60)))
                .isEqualTo(new RecordReadingsHandler.Recorded(2, 0, 41));

        ArgumentCaptor<EventMessage<ReadingsRecorded>> report = ArgumentCaptor.captor();
        verify(writer).submit(report.capture());
        assertThat(report.getValue().getPayload())
                .isEqualTo(new ReadingsRecorded(
                        TENANT, DEVICE, "m-1", NOW, List.of(reading(NOW), reading(NOW.minusSeconds(60)))));
        assertThat(report.getValue().getTimestamp()).isEqualTo(NOW);
    }

    @Test
    void whatFollowsFromAReportCanBeTracedToItAndItsSender() {
        record(TENANT, null, NOW);

        ArgumentCaptor<EventMessage<ReadingsRecorded>> report = ArgumentCaptor.captor();
        verify(writer).submit(report.capture());
        assertThat(report.getValue().getMetaData())
                .containsEntry(MetadataKeys.ACTOR_ID, "key-1")
                .containsEntry(MetadataKeys.CORRELATION_ID, report.getValue().getIdentifier());
    }

    @Test
    void whoIsLimitedToOtherSitesIsRefused() {
        doThrow(Rejection.notFound("Device")).when(siteGuard).check(any(RecordReadings.class), eq(ORIGIN));

        assertThat(refused(() -> record(TENANT, null, NOW)).code()).isEqualTo(Rejection.Code.NOT_FOUND);
        verifyNoInteractions(writer);
    }

    @Test
    void aReportThatComesAgainIsAnsweredWithItsFirstPosition() {
        when(writer.submit(any())).thenReturn(CompletableFuture.completedFuture(TelemetryWriter.Outcome.DUPLICATE));
        when(names.position(TENANT, DEVICE, "m-1")).thenReturn(17L);

        assertThat(record(TENANT, "m-1", NOW, NOW)).isEqualTo(new RecordReadingsHandler.Recorded(0, 2, 17));
    }

    @Test
    void anotherTenantsDeviceDoesNotExist() {
        doThrow(Rejection.notFound("Device")).when(devices).requireInUse(OTHER_TENANT, DEVICE);

        Rejection rejection = refused(() -> record(OTHER_TENANT, null, NOW));

        assertThat(rejection.code()).isEqualTo(Rejection.Code.NOT_FOUND);
        verifyNoInteractions(writer);
    }

    @Test
    void readingsAtTheLimitsAreTaken() {
        assertThat(record(TENANT, null, NOW.plus(FUTURE_TOLERANCE), NOW.minus(MAX_AGE))
                        .accepted())
                .isEqualTo(2);
    }

    @Test
    void aReadingFromTheFutureRefusesTheWholeReport() {
        Rejection rejection = refused(
                () -> record(TENANT, null, NOW, NOW.plus(FUTURE_TOLERANCE).plusNanos(1000)));

        assertThat(rejection.code()).isEqualTo(Rejection.Code.MEASURED_AT_IN_FUTURE);
        assertThat(rejection.field()).isEqualTo("readings[1].measuredAt");
        verifyNoInteractions(writer);
    }

    @Test
    void aReadingThatIsTooOldRefusesTheWholeReport() {
        Rejection rejection =
                refused(() -> record(TENANT, null, NOW.minus(MAX_AGE).minusNanos(1000), NOW));

        assertThat(rejection.code()).isEqualTo(Rejection.Code.MEASURED_AT_TOO_OLD);
        assertThat(rejection.field()).isEqualTo("readings[0].measuredAt");
        verifyNoInteractions(writer);
    }

    @Test
    void aReportThatCannotBeStoredMayBeSentAgain() {
        IllegalStateException failure = new IllegalStateException("connection lost");
        when(writer.submit(any())).thenReturn(CompletableFuture.failedFuture(failure));

        Rejection rejection = refused(() -> record(TENANT, "m-1", NOW));

        assertThat(rejection.code()).isEqualTo(Rejection.Code.INGESTION_UNAVAILABLE);
        assertThat(rejection).hasRootCause(failure);
    }

    private RecordReadingsHandler.Recorded record(TenantId tenant, @Nullable String messageId, Instant... measuredAt) {
        List<Reading> readings =
                Stream.of(measuredAt).map(RecordReadingsHandlerTest::reading).toList();
        return handler.handle(new RecordReadings(DEVICE, tenant, messageId, readings), ORIGIN)
                .await();
    }

    private static Reading reading(Instant measuredAt) {
        return new Reading("temperature", 4.2, "°C", 100, measuredAt);
    }

    private static CompletableFuture<TelemetryWriter.Outcome> stored(long position) {
        return CompletableFuture.completedFuture(new TelemetryWriter.Outcome(position));
    }

    private static Rejection refused(Runnable attempt) {
        return catchThrowableOfType(Rejection.class, attempt::run);
    }
}
