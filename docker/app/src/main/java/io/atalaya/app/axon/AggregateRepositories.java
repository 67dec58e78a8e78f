package io.atalaya.app.axon;

import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.RepositorySpanFactory;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;

/**
 * Gives each {@link Aggregate} a {@link CachedRepository}, by the name under which Axon would register its own. None of the
 * annotation's attributes counts.
 */
final class AggregateRepositories implements BeanDefinitionRegistryPostProcessor {

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        ListableBeanFactory beans = (ListableBeanFactory) registry;
        for (String name : beans.getBeanNamesForAnnotation(Aggregate.class)) {
            Class<?> type = beans.getType(name);
            if (type != null) {
                registry.registerBeanDefinition(name + "Repository", definition(beans, name, type));
            }
        }
    }

    private static <T> RootBeanDefinition definition(ListableBeanFactory beans, String name, Class<T> type) {
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setTargetType(ResolvableType.forClassWithGenerics(Repository.class, type));
        definition.setInstanceSupplier(() -> repository(beans, name, type));
        return definition;
    }

    @SuppressWarnings("unchecked") // Axon names the factory of each aggregate like this
    private static <T> Repository<T> repository(ListableBeanFactory beans, String name, Class<T> type) {
        Configuration configuration = beans.getBean(Configuration.class);
        EventStore log = beans.getBean(EventStore.class);
        EventSourcingRepository.Builder<T> builder = EventSourcingRepository.builder(type)
                .parameterResolverFactory(configuration.parameterResolverFactory())
                .handlerDefinition(configuration.handlerDefinition(type))
                .aggregateFactory((AggregateFactory<T>) beans.getBean(name + "AggregateFactory"))
                .eventStore(log)
                .repositoryProvider(configuration::repository)
                .spanFactory(configuration.getComponent(RepositorySpanFactory.class));
        return new CachedRepository<>(builder, log, beans.getBean(AggregateCache.class));
    }
}
