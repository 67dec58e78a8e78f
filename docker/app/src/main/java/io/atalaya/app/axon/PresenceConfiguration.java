package io.atalaya.app.axon;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.atalaya.alerting.presence.PresenceSettings;
import io.atalaya.alerting.presence.SilenceSweep;
import io.atalaya.alerting.presence.TelemetryProgress;
import io.atalaya.query.consistency.ReadModelProgress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When devices are looked after, and what that has to know of the telemetry log. */
@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {
    private static final String PROCESSOR = "presence";

    /** On one node at a time, whichever comes first. */
    @Bean
    RecurringTask<Void> silenceSweepTask(ObjectProvider<SilenceSweep> sweep, PresenceSettings settings) {
        return Tasks.recurring("silence-sweep", FixedDelay.of(settings.sweepEvery()))
                .execute((instance, execution) -> sweep.getObject().sweep());
    }

    @Bean
    TelemetryProgress telemetryProgress(ReportSource telemetry, ReadModelProgress progress) {
        return new TelemetryProgress() {
            @Override
            public long head() {
                return telemetry.head();
            }

            @Override
            public boolean hasReached(long position) {
                return progress.hasReached(PROCESSOR, position);
            }
        };
    }
}
