package io.atalaya.app.edge;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springframework.stereotype.Component;

/** Documents a text that is sent as the JSON object that it holds, not as the string that Java sees. */
@Component
class RawJsonSchema implements PropertyCustomizer {

    @Override
    @SuppressWarnings("rawtypes")
    public Schema customize(Schema property, AnnotatedType type) {
        boolean raw = type.getCtxAnnotations() != null
                && Arrays.stream(type.getCtxAnnotations()).anyMatch(JsonRawValue.class::isInstance);
        return raw ? new ObjectSchema().additionalProperties(true) : property;
    }
}
