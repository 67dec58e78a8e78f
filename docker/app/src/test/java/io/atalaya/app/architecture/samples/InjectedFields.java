package io.atalaya.app.architecture.samples;

import jakarta.persistence.PersistenceContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Cannot be made without a container. */
public abstract class InjectedFields {
    @Autowired
    @Nullable
    Object autowired;

    @Value("x")
    @Nullable
    String value;

    @PersistenceContext
    @Nullable
    Object persistenceContext;
}
