package io.atalaya.query;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.axonframework.messaging.responsetypes.AbstractResponseType;

/** One answer of a class, whatever its type parameters: Axon's own kind does not recognise a {@code Page<AlertView>}. */
final class AnswerType<R> extends AbstractResponseType<R> {
    private final Class<R> answer;

    AnswerType(Class<R> answer) {
        super(answer);
        this.answer = answer;
    }

    @Override
    public boolean matches(Type handlerAnswers) {
        Type raw = handlerAnswers instanceof ParameterizedType generic ? generic.getRawType() : handlerAnswers;
        return raw instanceof Class<?> type && answer.isAssignableFrom(type);
    }

    @Override
    public Class<R> responseMessagePayloadType() {
        return answer;
    }

    @Override
    public R convert(Object response) {
        return answer.cast(response);
    }
}
