package io.atalaya.app.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

class RecentReportsTest {
    private static final int READINGS = 10_000;

    private final RecentReports recent = new RecentReports();
    private final Object quick = new Object();
    private final Object slow = new Object();

    @Test
    void whatAllFollowersHaveTakenIsKeptOnlyAsASpare() {
        for (int position = 1; position <= 8; position++) {
            recent.followed(quick, position - 1);
            append(position);
        }

        assertThat(recent.after(5, Integer.MAX_VALUE)).as("30,000 readings").hasSize(3);
        assertThat(recent.after(4, Integer.MAX_VALUE)).isNull();
    }

    @Test
    void whatOneFollowerHasNotTakenIsKept() {
        recent.followed(slow, 0);
        for (int position = 1; position <= 8; position++) {
            recent.followed(quick, position - 1);
            append(position);
        }
        assertThat(recent.after(0, Integer.MAX_VALUE)).hasSize(8);

        recent.leaves(slow);
        append(9);

        assertThat(recent.after(0, Integer.MAX_VALUE)).isNull();
    }

    private void append(long position) {
        Reading reading = new Reading("temperature", 4.0, "°C", 100, Instant.EPOCH);
        EventMessage<ReadingsRecorded> report = GenericEventMessage.asEventMessage(new ReadingsRecorded(
                TenantId.next(), DeviceId.next(), null, Instant.EPOCH, Collections.nCopies(READINGS, reading)));
        recent.appended(List.of(report), Map.of(report.getIdentifier(), position));
    }
}
