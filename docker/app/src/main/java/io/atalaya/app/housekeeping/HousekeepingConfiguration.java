package io.atalaya.app.housekeeping;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.atalaya.alerting.notification.LedgerPurge;
import io.atalaya.command.identity.IdentityPurge;
import io.atalaya.command.retention.RetentionUpkeep;
import io.atalaya.query.audit.chain.Checkpoints;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tasks that db-scheduler runs again and again, each on whichever node is there. */
@Configuration(proxyBeanMethods = false)
class HousekeepingConfiguration {
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Duration RETENTION_INTERVAL = Duration.ofHours(1);

    @Bean
    RecurringTask<Void> identityPurgeTask(IdentityPurge purge) {
        return Tasks.recurring("identity-purge", FixedDelay.of(INTERVAL)).execute((instance, context) -> purge.run());
    }

    @Bean
    RecurringTask<Void> ledgerPurgeTask(ObjectProvider<LedgerPurge> purge) {
        return Tasks.recurring("notification-purge", FixedDelay.of(RETENTION_INTERVAL))
                .execute((instance, context) -> purge.getObject().run());
    }

    @Bean
    RecurringTask<Void> retentionTask(RetentionUpkeep upkeep) {
        return Tasks.recurring("retention", FixedDelay.of(RETENTION_INTERVAL))
                .execute((instance, context) -> upkeep.run());
    }

    @Bean
    RecurringTask<Void> checkpointTask(Checkpoints checkpoints) {
        return Tasks.recurring("history-checkpoints", FixedDelay.of(INTERVAL))
                .execute((instance, context) -> checkpoints.signHeads());
    }
}
