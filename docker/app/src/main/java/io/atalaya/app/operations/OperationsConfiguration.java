package io.atalaya.app.operations;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rebuilds are tasks of db-scheduler: if a node dies, another one goes on where it was. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final double LONGER_EACH_TIME = 1.5;
    /** Some two minutes in all. */
    private static final int TRIES_AGAIN = 10;

    @Bean
    OneTimeTask<Void> rebuildTask(Rebuilder rebuilder) {
        return Tasks.oneTime("projection-rebuild")
                .onFailure(new FailureHandler.MaxRetriesFailureHandler<>(
                        TRIES_AGAIN,
                        new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_PAUSE, LONGER_EACH_TIME),
                        (complete, operations) -> rebuilder.giveUp(
                                complete.getExecution().taskInstance.getId(),
                                complete.getCause().orElse(null))))
                .execute((instance, context) -> rebuilder.run(instance.getId()));
    }
}
