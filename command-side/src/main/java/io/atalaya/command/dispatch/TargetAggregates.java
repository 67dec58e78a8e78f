package io.atalaya.command.dispatch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.stereotype.Component;

/**
 * Which aggregate a command is for: the component of its record that is marked as such. Axon's own resolver goes through
 * the annotations of the whole class with each command, which takes longer than most decisions.
 */
@Component
final class TargetAggregates implements CommandTargetResolver {
    private final ClassValue<Method> accessors = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
            Method marked = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .filter(accessor -> accessor.isAnnotationPresent(TargetAggregateIdentifier.class))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(type.getName() + " names no aggregate"));
            marked.setAccessible(true);
            return marked;
        }
    };

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        Object payload = command.getPayload();
        try {
            return new VersionedAggregateIdentifier(
                    accessors.get(payload.getClass()).invoke(payload), null);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("The target of " + command.getCommandName() + " cannot be read", failure);
        }
    }
}
