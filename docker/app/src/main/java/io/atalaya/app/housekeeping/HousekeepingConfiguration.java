package io.atalaya.app.housekeeping;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.atalaya.command.identity.IdentityPurge;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tasks that db-scheduler runs again and again, each on whichever node is there. */
@Configuration(proxyBeanMethods = false)
class HousekeepingConfiguration {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    @Bean
    RecurringTask<Void> identityPurgeTask(IdentityPurge purge) {
        return Tasks.recurring("identity-purge", FixedDelay.of(INTERVAL)).execute((instance, context) -> purge.run());
    }
}
