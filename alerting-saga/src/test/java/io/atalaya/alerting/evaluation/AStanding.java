package io.atalaya.alerting.evaluation;

import io.atalaya.alerting.evaluation.Standing.State;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.telemetry.Reading;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds standings and conditions of a rule about a temperature above 8 °C, which have been what they are since the start. */
final class AStanding {
    static final int REVISION = 1;

    private AStanding() {}

    static Standing of(State state) {
        boolean breached = state == State.PENDING || state == State.BREACHED;
        Reading reading = AReading.of(breached ? 9 : 6, 0);
        return new Standing(
                state,
                AReading.START,
                AReading.START,
                REVISION,
                new TreeMap<>(Map.of(reading.metric(), reading)),
                breached ? 1 : 0,
                0);
    }

    static Condition condition(State state, @Nullable AlertId alertId) {
        boolean open = alertId != null && (state == State.BREACHED || state == State.CLEARING);
        return new Condition(of(state), Standing.initial(REVISION), alertId, open, null);
    }
}
