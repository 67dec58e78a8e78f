package io.atalaya.app.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.kernel.json.EventJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.jspecify.annotations.Nullable;

/** Keeps sagas as the database does, in the form in which they are stored: what is not written is lost at each turn. */
final class JsonSagaStore implements SagaStore<Object> {
    private final ObjectMapper json = EventJson.mapper();
    private final Map<String, Stored> sagas = new LinkedHashMap<>();

    private record Stored(String text, Set<AssociationValue> associations) {}

    private record Loaded<T>(T saga, Set<AssociationValue> associationValues) implements Entry<T> {}

    @Override
    public Set<String> findSagas(Class<?> type, AssociationValue association) {
        return sagas.entrySet().stream()
                .filter(saga -> saga.getValue().associations().contains(association))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** @return {@code null} if it has ended */
    @Override
    public <S> @Nullable Entry<S> loadSaga(Class<S> type, String id) {
        Stored stored = sagas.get(id);
        if (stored == null) {
            return null;
        }
        try {
            return new Loaded<>(json.readValue(stored.text(), type), stored.associations());
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public void deleteSaga(Class<?> type, String id, Set<AssociationValue> associations) {
        sagas.remove(id);
    }

    @Override
    public void insertSaga(Class<?> type, String id, Object saga, Set<AssociationValue> associations) {
        store(id, saga, associations);
    }

    @Override
    public void updateSaga(Class<?> type, String id, Object saga, AssociationValues associations) {
        store(id, saga, associations.asSet());
    }

    private void store(String id, Object saga, Set<AssociationValue> associations) {
        try {
            sagas.put(id, new Stored(json.writeValueAsString(saga), Set.copyOf(associations)));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
