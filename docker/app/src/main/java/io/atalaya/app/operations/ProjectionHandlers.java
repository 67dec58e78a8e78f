package io.atalaya.app.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;

/** Calls the event handlers of a processor as the processor itself does, for whoever reads the log on its own. */
@Component
class ProjectionHandlers {
    private final ApplicationContext context;

    ProjectionHandlers(ApplicationContext context) {
        this.context = context;
    }

    Handlers of(String processor) {
        // Built of the beans, and so not there when they are.
        Configuration configuration = context.getBean(Configuration.class);
        return new Handlers(context.getBeansWithAnnotation(ProcessingGroup.class).values().stream()
                .filter(bean -> isOf(processor, bean))
                .map(bean -> new AnnotationEventHandlerAdapter(
                        bean,
                        configuration.parameterResolverFactory(),
                        configuration.handlerDefinition(bean.getClass())))
                .toList());
    }

    private static boolean isOf(String processor, Object bean) {
        ProcessingGroup group = AnnotationUtils.findAnnotation(bean.getClass(), ProcessingGroup.class);
        return group != null && group.value().equals(processor);
    }

    record Handlers(List<AnnotationEventHandlerAdapter> adapters) {
        boolean canHandle(Class<?> eventType) {
            return adapters.stream().anyMatch(adapter -> adapter.canHandleType(eventType));
        }

        /** Those that are handled here. Their payloads are read, so that whoever handles them need not. */
        List<TrackedEventMessage<?>> parsed(Stream<? extends TrackedEventMessage<?>> events) {
            List<TrackedEventMessage<?>> handled = new ArrayList<>();
            events.filter(event -> canHandle(event.getPayloadType())).forEach(event -> {
                event.getPayload();
                handled.add(event);
            });
            return handled;
        }

        void handle(EventMessage<?> event) throws Exception {
            for (AnnotationEventHandlerAdapter adapter : adapters) {
                if (adapter.canHandle(event)) {
                    adapter.handle(event);
                }
            }
        }
    }
}
