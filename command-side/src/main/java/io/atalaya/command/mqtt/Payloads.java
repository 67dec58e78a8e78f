package io.atalaya.command.mqtt;

import io.atalaya.kernel.Rejection;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Reads payloads as bodies of HTTP requests are read, within the same bounds. */
@Component
class Payloads {
    private final JsonMapper json;
    private final Validator validator;
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    Payloads(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** @throws Rejection if it is not the JSON that is expected */
    <T> T read(byte[] payload, Class<T> type) {
        try {
            T body = readers.computeIfAbsent(type, json::readerFor).readValue(payload);
            if (body == null) {
                throw malformed("The payload is null");
            }
            return body;
        } catch (StreamConstraintsException excess) {
            throw malformed("The JSON is nested too deeply, or holds too many values or too long ones");
        } catch (UnrecognizedPropertyException unknown) {
            throw invalid(path(unknown), "is not a field of this payload");
        } catch (MismatchedInputException mismatch) {
            throw mismatch.getPath().isEmpty()
                    ? malformed("The payload is not the JSON that is expected")
                    : invalid(path(mismatch), "is not what is expected here");
        } catch (JacksonException broken) {
            throw malformed("The payload is not the JSON that is expected");
        }
    }

    /**
     * As {@link #read}, of bodies that say themselves what holds for them.
     *
     * @throws Rejection naming one field, if something does not hold
     */
    <T> T readValid(byte[] payload, Class<T> type) {
        T body = read(payload, type);
        for (ConstraintViolation<T> violation : validator.validate(body)) {
            throw invalid(violation.getPropertyPath().toString(), violation.getMessage());
        }
        return body;
    }

    private static Rejection malformed(String message) {
        return Rejection.of(Rejection.Code.MALFORMED_JSON, message);
    }

    private static Rejection invalid(String field, String message) {
        return Rejection.ofField(Rejection.Code.INVALID_REQUEST, field, message);
    }

    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : failure.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }
}
