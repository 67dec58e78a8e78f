package io.atalaya.app.axon;

import io.atalaya.command.dispatch.SiteGuard;
import io.atalaya.kernel.MetadataKeys;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.FailingDuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;

/** The buses, what goes along with each message, and the checks at their entrance. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class BusConfiguration {

    @Bean
    CorrelationDataProvider originProvider() {
        return new MessageOriginProvider(MetadataKeys.CAUSATION_ID, MetadataKeys.CORRELATION_ID);
    }

    /** Events name the command that they are the outcome of; this names what that command was sent upon. */
    @Bean
    CorrelationDataProvider triggerProvider() {
        return message -> {
            Object trigger = message.getMetaData().get(MetadataKeys.CAUSATION_ID);
            return message instanceof CommandMessage && trigger != null
                    ? Map.of(MetadataKeys.TRIGGER_ID, trigger)
                    : Map.of();
        };
    }

    @Bean
    CorrelationDataProvider actorProvider() {
        return new SimpleCorrelationDataProvider(
                MetadataKeys.TENANT_ID, MetadataKeys.ACTOR_TYPE, MetadataKeys.ACTOR_ID, MetadataKeys.IP);
    }

    @Bean
    DuplicateCommandHandlerResolver duplicateCommandHandlerResolver() {
        return FailingDuplicateCommandHandlerResolver.instance();
    }

    @Bean
    @Qualifier("localSegment")
    SimpleCommandBus commandBus(
            TransactionManager transactions,
            Configuration configuration,
            DuplicateCommandHandlerResolver duplicates,
            SiteGuard siteGuard) {
        SimpleCommandBus bus = SimpleCommandBus.builder()
                .transactionManager(transactions)
                .duplicateCommandHandlerResolver(duplicates)
                .spanFactory(configuration.getComponent(CommandBusSpanFactory.class))
                .messageMonitor(configuration.messageMonitor(CommandBus.class, "commandBus"))
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
        bus.registerHandlerInterceptor(siteGuard);
        bus.registerDispatchInterceptor(PermissionInterceptor.forCommands());
        return bus;
    }

    @Bean
    ConfigurerModule queryGuard() {
        return configurer -> configurer.onInitialize(configuration -> {
            configuration.queryBus().registerDispatchInterceptor(PermissionInterceptor.forQueries());
            configuration.queryBus().registerDispatchInterceptor(new SiteInterceptor());
        });
    }
}
